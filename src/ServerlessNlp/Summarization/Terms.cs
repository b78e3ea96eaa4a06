using System.Collections.Frozen;
using System.Globalization;

namespace ServerlessNlp.Summarization;

/// <summary>
/// Divides text into the terms that sentences are compared by: words in small letters without plural endings and stop words,
/// numbers, and for scripts without spaces pairs of characters.
/// </summary>
internal sealed class Terms
{
    private const int MaxTermLength = 40;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StopWords = (
        "a about above after again all also although am among an and any are as at be because been before being below between both but by can cannot could " +
        "did do does doing down during each even few for from further had has have having he her here hers him his how however i if in into is it its itself " +
        "just last made make many may me might more most much must my no nor not now of off on once one only or other our out over own said same say says " +
        "she should since so some still such than that the their them then there these they this those though through to too under until up upon us very " +
        "was we well were what when where whether which while who whom whose why will with within without would yet you your mr mrs ms dr s t d ll re ve m")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    internal Terms() => _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many different terms were seen.</summary>
    internal int Count => _ids.Count;

    /// <summary>Adds the terms of a text to a list, as numbers from 0.</summary>
    internal void Read(ReadOnlySpan<char> text, List<int> terms)
    {
        Span<char> lower = stackalloc char[MaxTermLength];
        for (var i = 0; i < text.Length;)
        {
            if (!IsWordCharacter(text[i]))
            {
                i++;
            }
            else if (IsIdeographic(text[i]))
            {
                var pair = i + 1 < text.Length && IsIdeographic(text[i + 1]) ? 2 : 1;
                if (pair == 2 || i == 0 || !IsIdeographic(text[i - 1]))
                    terms.Add(Id(text.Slice(i, pair)));
                i++;
            }
            else
            {
                var start = i;
                while (i < text.Length && IsWordCharacter(text[i]) && !IsIdeographic(text[i]))
                    i++;
                var length = text[start..Math.Min(i, start + MaxTermLength)].ToLowerInvariant(lower);
                if (!StopWords.Contains(lower[..length]))
                    terms.Add(Id(Singular(lower[..length])));
            }
        }
    }

    private int Id(ReadOnlySpan<char> term)
    {
        if (!_lookup.TryGetValue(term, out var id))
            _lookup[term] = id = _ids.Count;
        return id;
    }

    private static bool IsWordCharacter(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Han, kana, Thai, Lao, Burmese and Khmer: words are written without spaces.</summary>
    private static bool IsIdeographic(char c) => c is
        >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u4DBF' or >= '\u4E00' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or
        >= '\u0E00' and <= '\u0EFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u17FF';

    /// <summary>Takes off a plural ending: the S stemmer of Harman (1991), How effective is suffixing?</summary>
    private static ReadOnlySpan<char> Singular(Span<char> word)
    {
        if (word is [_, _, .., 'i', 'e', 's'] and not ([.., 'e', 'i', 'e', 's'] or [.., 'a', 'i', 'e', 's']))
        {
            word[^3] = 'y';
            return word[..^2];
        }
        if (word is [_, .., 'e', 's'] and not ([.., 'a', 'e', 's'] or [.., 'e', 'e', 's'] or [.., 'o', 'e', 's']))
            return word[..^1];
        return word is [_, _, .., 's'] and not ([.., 'u', 's'] or [.., 's', 's']) ? word[..^1] : word;
    }
}
