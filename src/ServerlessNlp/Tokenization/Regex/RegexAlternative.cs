namespace ServerlessNlp.Tokenization.Regex;

/// <summary>A sequence of repeated classes, greedy, and whether a character that isn't a space may follow.</summary>
internal sealed class RegexAlternative(IReadOnlyList<RegexItem> items, bool notBeforeNonSpace)
{
    private static readonly CodePointClass Space = CodePointClass.Of(Unicode.CodePointProperties.Space);

    private readonly RegexItem[] _items = [.. items];

    public int ItemCount => _items.Length;

    public bool HasLookAhead => notBeforeNonSpace;

    public int MatchAt(ReadOnlySpan<Aligned> text, int at)
    {
        var end = Match(text, at, 0);
        return end < 0 ? -1 : end - at;
    }

    private int Match(ReadOnlySpan<Aligned> text, int at, int item)
    {
        if (item == _items.Length)
            return notBeforeNonSpace && at < text.Length && !Space.Contains(text[at].CodePoint) ? -1 : at;
        var (codePoints, minimum, maximum) = _items[item];
        var count = 0;
        while (count < maximum && at + count < text.Length && codePoints.Contains(text[at + count].CodePoint))
            count++;
        for (; count >= minimum; count--)
        {
            var end = Match(text, at + count, item + 1);
            if (end >= 0)
                return end;
        }
        return -1;
    }
}

/// <summary>A class and how often it may occur.</summary>
internal readonly record struct RegexItem(CodePointClass CodePoints, int Minimum, int Maximum);
