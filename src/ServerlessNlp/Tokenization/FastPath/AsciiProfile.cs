using ServerlessNlp.Tokenization.Normalization;
using ServerlessNlp.Tokenization.Regex;
using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.FastPath;

/// <summary>
/// What a chain of normalisers does to ASCII characters, found by running it on each. Only for chains of which it is
/// known that in ASCII text they treat each character alone, but for pairs of <see cref="AsciiKind.Pairing"/>.
/// </summary>
internal sealed class AsciiProfile
{
    private readonly AsciiKind[] _kinds = new AsciiKind[128];
    private readonly byte[] _mapped = new byte[128];

    private AsciiProfile()
    {
    }

    public AsciiKind[] Kinds => _kinds;

    /// <summary>The character that each becomes.</summary>
    public byte[] Mapped => _mapped;

    /// <summary>Runs of spaces become one, which stands where the last one was.</summary>
    public bool CollapsesSpaces { get; private set; }

    /// <summary>White space at the end goes.</summary>
    public bool StripsEnd { get; private set; }

    /// <summary>The profile of a normaliser, or null where it may depend on what stands around.</summary>
    public static AsciiProfile? Of(Normalizer? normalizer)
    {
        var profile = new AsciiProfile();
        var steps = Flatten(normalizer).ToList();
        var pairing = new HashSet<int>();
        foreach (var step in steps)
        {
            if (!profile.TryAdd(step, pairing))
                return null;
        }
        var text = new AlignedText();
        for (var c = 0; c < 128; c++)
        {
            text.Load([(char)c], 0);
            foreach (var step in steps.Where(step => step is not Strip))
                step.Apply(text);
            profile.Set(c, text.Span, pairing);
        }
        // CR LF is one cluster to a character map.
        if (steps.Exists(step => step is Precompiled))
            profile._kinds['\r'] = AsciiKind.Other;
        return profile;
    }

    private static IEnumerable<Normalizer> Flatten(Normalizer? normalizer) => normalizer switch
    {
        null => [],
        NormalizerSequence sequence => sequence.Steps.SelectMany(Flatten),
        _ => [normalizer],
    };

    private bool TryAdd(Normalizer step, HashSet<int> pairing)
    {
        // What strips or collapses must come last: nothing before it may look at spaces.
        if (StripsEnd && step is not Replace)
            return false;
        switch (step)
        {
            case BertNormalizer or UnicodeForm or Lowercase or Normalization.StripAccents or Nmt or Precompiled:
                return !CollapsesSpaces;
            case Strip { Left: false, Right: true }:
                return StripsEnd = !CollapsesSpaces;
            case Replace { Pattern: RegexPattern { Source: " {2,}" }, Content: " " or "▁" }:
                return CollapsesSpaces = !CollapsesSpaces;
            case Replace { Pattern: LiteralPattern literal } when literal.Text.Length > 1 && !literal.Text.Contains(' ') && !CollapsesSpaces && !StripsEnd:
                pairing.UnionWith(literal.Text.Select(c => (int)c));
                return true;
            default:
                return false;
        }
    }

    private void Set(int c, ReadOnlySpan<Aligned> normalized, HashSet<int> pairing)
    {
        _kinds[c] = AsciiKind.Other;
        if (normalized.Length != 1 || normalized[0].CodePoint >= 128)
            return;
        var mapped = normalized[0].CodePoint;
        _mapped[c] = (byte)mapped;
        if (UnicodeData.Has(mapped, CodePointProperties.WhiteSpace))
            _kinds[c] = AsciiKind.Space;
        else if (pairing.Contains(c) || pairing.Contains(mapped))
            _kinds[c] = AsciiKind.Pairing;
        else
            _kinds[c] = UnicodeData.Has(mapped, CodePointProperties.Punctuation) ? AsciiKind.Punctuation : AsciiKind.Word;
    }
}

/// <summary>What a short cut makes of an ASCII character.</summary>
internal enum AsciiKind : byte
{
    /// <summary>Becomes one ASCII character of a word.</summary>
    Word,
    /// <summary>A word of its own.</summary>
    Punctuation,
    /// <summary>As <see cref="Word"/>, but two of them side by side may be replaced by something else.</summary>
    Pairing,
    /// <summary>Becomes a space, which parts words.</summary>
    Space,
    /// <summary>Needs the whole pipeline; so does everything that isn't ASCII.</summary>
    Other,
}
