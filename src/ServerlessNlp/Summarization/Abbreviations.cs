using System.Collections.Frozen;

namespace ServerlessNlp.Summarization;

using WordSet = FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>;

/// <summary>English words that a full stop may belong to, and words that start sentences.</summary>
internal static class Abbreviations
{
    /// <summary>The longest word worth looking up.</summary>
    internal const int MaxLength = 16;

    // Something always follows. As they are written before a capital: in small letters nothing has to be decided.
    private static readonly WordSet Leading = Lookup(
        "Mr MR Mrs MRS Ms MS Mx Dr DR Prof Rev Revd Fr Hon Pres Gov Sen Rep Reps Sens Gen Lt Col Maj Capt Cmdr Cpl Sgt Pvt Adm Brig Insp Supt " +
        "Messrs Mme Mlle Proc vs cf viz approx avg est esp ibid eg ie e.g i.e Cf Eg Ie E.g I.e Approx Avg Est Esp Viz Tel tel " +
        "Sig Sigg Dott Avv Sra Srta Hr Hrn Frl");

    // A number follows; otherwise it is an end: "No. 5", "Is it? No."
    private static readonly WordSet BeforeNumbers = Lookup(
        "no No nos Nos p pp vol Vol vols Vols fig Fig figs Figs ch Ch chap Chap sec Sec art Art para Para eq Eq tab Tab op Op app App nr Nr ver Ver rev ca ext Ext Abs Kap Bd Ziff Aufl");

    // May stand inside a sentence or at its end: what follows decides.
    private static readonly WordSet Inner = Lookup(
        "Inc Ltd GmbH Co Corp Plc LLC Bros Assn Dept Univ Jr Sr Esq PhD MD St Mt Ft Ave Blvd Rd Hwy Bldg etc al seq pts mln bln mio Mio Mrd Com Comm Natl Intl " +
        "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun");

    private static readonly WordSet Starters = Lookup(
        "The A An This That These Those It Its He She They We I You His Her Their Our My Your There Here In On At By For From To With Without After Before " +
        "But And Or So Yet However Although Though While When Where If As Since Because Then Now What Who Why How Which Some Many Most Both Each All Another " +
        "Also Meanwhile Moreover Still Despite During Under Over Once Earlier Later Last Next Not No Yes Even Only Just According Everybody Everyone Nobody Somebody Someone");

    // What is told apart by a letter or a number that ends it: "Plan B.", "World War I.", "Step 2."
    private static readonly WordSet Labels = Lookup(
        "plan type vitamin hepatitis influenza appendix annex exhibit schedule group class grade category option team level phase stage block building room gate hall zone terminal platform " +
        "war series section part unit route line point factor step chapter rule question example task lesson note tip day week case claim figure table article schritt kapitel");

    // Legal forms stand behind a name, whatever that ends with: "Yahoo! Inc."
    private static readonly WordSet LegalForms = Lookup("Inc Ltd Corp Co Plc PLC LLC GmbH AG SA");

    private static readonly WordSet Months = Lookup(
        "January February March April May June July August September October November December Januar Jänner Februar März Mai Juni Juli Oktober Dezember Jan Feb Apr Jun Jul Aug Sep Sept Okt Nov Dez");

    internal static bool IsLeading(ReadOnlySpan<char> word) => Leading.Contains(word);

    internal static bool IsBeforeNumber(ReadOnlySpan<char> word) => BeforeNumbers.Contains(word);

    /// <summary>"Inc", "etc", and what is written with full stops inside: "U.S", "a.m", "Ph.D".</summary>
    internal static bool IsInner(ReadOnlySpan<char> word) => Inner.Contains(word) || IsDotted(word);

    /// <summary>"Plan", "type": a letter or number behind it names it, and is no initial.</summary>
    internal static bool IsLabel(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[MaxLength];
        return word.Length <= MaxLength && Labels.Contains(lower[..word.ToLowerInvariant(lower)]);
    }

    internal static bool IsLegalForm(ReadOnlySpan<char> word) => LegalForms.Contains(word);

    internal static bool IsMonth(ReadOnlySpan<char> word) => Months.Contains(word);

    /// <summary>Whether a capitalised word most likely starts a sentence, since it is written small inside one.</summary>
    internal static bool IsSentenceStarter(ReadOnlySpan<char> word) => Starters.Contains(word);

    private static bool IsDotted(ReadOnlySpan<char> word)
    {
        var letters = 0;
        foreach (var c in word)
        {
            letters = c == '.' ? 0 : letters + 1;
            if (letters > 2 || (c != '.' && !char.IsLetter(c)))
                return false;
        }
        return word.Contains('.');
    }

    private static WordSet Lookup(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
