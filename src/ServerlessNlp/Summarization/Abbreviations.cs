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
        "Messrs Mme Mlle Proc vs cf viz approx esp ibid eg ie e.g i.e Cf Eg Ie E.g I.e");

    // A number follows; otherwise it is an end: "No. 5", "Is it? No."
    private static readonly WordSet BeforeNumbers = Lookup(
        "no No nos Nos p pp vol Vol vols Vols fig Fig figs Figs ch Ch chap Chap sec Sec art Art para Para eq Eq tab Tab op Op app App nr Nr ver Ver rev ca");

    // May stand inside a sentence or at its end: what follows decides.
    private static readonly WordSet Inner = Lookup(
        "Inc Ltd Co Corp Plc LLC Bros Assn Dept Univ Jr Sr Esq PhD MD St Mt Ft Ave Blvd Rd Hwy Bldg etc al seq " +
        "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun");

    private static readonly WordSet Starters = Lookup(
        "The A An This That These Those It Its He She They We I You His Her Their Our My Your There Here In On At By For From To With Without After Before " +
        "But And Or So Yet However Although Though While When Where If As Since Because Then Now What Who Why How Which Some Many Most Both Each All Another " +
        "Also Meanwhile Moreover Still Despite During Under Over Once Earlier Later Last Next Not No Yes Even Only Just According");

    internal static bool IsLeading(ReadOnlySpan<char> word) => Leading.Contains(word);

    internal static bool IsBeforeNumber(ReadOnlySpan<char> word) => BeforeNumbers.Contains(word);

    /// <summary>"Inc", "etc", and what is written with full stops inside: "U.S", "a.m", "Ph.D".</summary>
    internal static bool IsInner(ReadOnlySpan<char> word) => Inner.Contains(word) || IsDotted(word);

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
