using System.Buffers;
using ServerlessNlp.Tokenization.PreTokenization;
using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.AddedTokens;

/// <summary>Finds added tokens: the leftmost, of those the longest, then on behind it. Immutable.</summary>
internal sealed class AddedTokenMatcher
{
    // By the first code point, the longest first.
    private readonly Dictionary<int, Pattern[]> _patterns;
    private readonly string[] _texts;
    private readonly SearchValues<char> _firstUnits;

    /// <param name="tokens">Each with the text to look for, which may be a normalised form of its content.</param>
    public AddedTokenMatcher(IEnumerable<(AddedToken Token, int[] Text)> tokens)
    {
        _patterns = tokens.Where(token => token.Text.Length > 0)
            .Select(token => new Pattern(token.Token, token.Text))
            .GroupBy(pattern => pattern.Text[0])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(pattern => pattern.Text.Length).ToArray());
        _texts = [.. _patterns.Values.SelectMany(patterns => patterns).Select(pattern => string.Concat(pattern.Text.Select(char.ConvertFromUtf32)))];
        _firstUnits = SearchValues.Create([.. _texts.Select(text => text[0]).Distinct()]);
    }

    public bool IsEmpty => _patterns.Count == 0;

    /// <summary>Whether the text has one of the tokens; a quick look for the answer no.</summary>
    public bool MayOccurIn(ReadOnlySpan<char> text)
    {
        for (var at = 0; ; at++)
        {
            var found = text[at..].IndexOfAny(_firstUnits);
            if (found < 0)
                return false;
            at += found;
            foreach (var token in _texts)
            {
                if (text[at..].StartsWith(token, StringComparison.Ordinal))
                    return true;
            }
        }
    }

    /// <summary>Divides a text into the tokens found and what lies between them.</summary>
    public void Divide(ReadOnlySpan<Aligned> text, List<Split> parts)
    {
        parts.Clear();
        var done = 0;
        for (var at = 0; at < text.Length && !IsEmpty;)
        {
            if (Match(text, at) is not { } pattern)
            {
                at++;
                continue;
            }
            var (start, end) = (at, at + pattern.Text.Length);
            at = end;
            if (pattern.Token.SingleWord && (IsWord(text, start - 1) || IsWord(text, end)))
                continue;
            while (pattern.Token.LeftStrip && start > done && IsSpace(text[start - 1]))
                start--;
            // The token before may have taken white space that this one begins with.
            if (pattern.Token.LeftStrip)
                start = Math.Max(start, done);
            while (pattern.Token.RightStrip && end < text.Length && IsSpace(text[end]))
                end++;
            if (done < start)
                parts.Add(new Split(done, start));
            if (start < end)
                parts.Add(new Split(start, end, pattern.Token.Id));
            done = end;
        }
        if (done < text.Length)
            parts.Add(new Split(done, text.Length));
    }

    private Pattern? Match(ReadOnlySpan<Aligned> text, int at)
    {
        if (!_patterns.TryGetValue(text[at].CodePoint, out var candidates))
            return null;
        foreach (var candidate in candidates)
        {
            if (candidate.IsAt(text, at))
                return candidate;
        }
        return null;
    }

    private static bool IsWord(ReadOnlySpan<Aligned> text, int at) =>
        at >= 0 && at < text.Length && UnicodeData.Has(text[at].CodePoint, CodePointProperties.RustWord);

    private static bool IsSpace(Aligned item) => UnicodeData.Has(item.CodePoint, CodePointProperties.WhiteSpace);

    private sealed record Pattern(AddedToken Token, int[] Text)
    {
        public bool IsAt(ReadOnlySpan<Aligned> text, int at)
        {
            if (text.Length - at < Text.Length)
                return false;
            for (var i = 0; i < Text.Length; i++)
            {
                if (text[at + i].CodePoint != Text[i])
                    return false;
            }
            return true;
        }
    }
}
