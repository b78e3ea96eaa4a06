namespace ServerlessNlp.Summarization;

/// <summary>
/// Divides text into lines that no sentence crosses: paragraphs, headings, list items. A line break inside wrapped prose
/// is only white space. It is told from a wanted one as an editor's reflow would: had the next line's first word fitted,
/// a wrapping editor would have put it there.
/// </summary>
internal static class LogicalLines
{
    // Nobody wraps prose narrower or wider than this: there each line is a verse, a cell or a paragraph.
    private const int MinWrapWidth = 40;
    private const int MaxWrapWidth = 120;

    // Narrower columns are told by their sentences, which go on in small letters.
    private const int MinColumnWidth = 24;

    internal static IEnumerable<TextSpan> Of(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            if (LineBreak(text, start) is > 0 and var blank)
            {
                start += blank;
                continue;
            }
            var block = Block(text, start);
            foreach (var line in Split(text, block))
                yield return line;
            start = block[^1].End + LineBreak(text, block[^1].End);
        }
    }

    /// <summary>The physical lines up to the next blank one, or the end.</summary>
    private static List<TextSpan> Block(string text, int start)
    {
        var lines = new List<TextSpan>();
        while (true)
        {
            var end = start;
            while (end < text.Length && LineBreak(text, end) == 0)
                end++;
            var line = new TextSpan(start, end - start);
            lines.Add(line);
            if (end == text.Length || text[end] is '\f' or '\u2029' || line.Of(text).IsWhiteSpace())
                return lines;
            start = end + LineBreak(text, end);
        }
    }

    private static IEnumerable<TextSpan> Split(string text, List<TextSpan> block)
    {
        var width = Width(text, block);
        var start = 0;
        for (var i = 0; i < block.Count; i++)
        {
            if (i + 1 < block.Count && !IsWanted(text, block[i], block[i + 1], width))
                continue;
            yield return new TextSpan(block[start].Offset, block[i].End - block[start].Offset);
            start = i + 1;
        }
    }

    // An address that is longer than a line says nothing about how wide the lines are.
    private static int Width(string text, List<TextSpan> block)
    {
        var width = block.Max(line => line.Length);
        if (width <= MaxWrapWidth)
            return width;
        var others = block.Where(line => line.Length <= MaxWrapWidth || LongestWord(line.Of(text)) < line.Length / 2).Select(line => line.Length).ToArray();
        return others.Length > 0 ? others.Max() : width;
    }

    private static int LongestWord(ReadOnlySpan<char> line)
    {
        var longest = 0;
        foreach (var word in line.Split(' '))
            longest = Math.Max(longest, word.End.Value - word.Start.Value);
        return longest;
    }

    private static bool IsWanted(string text, TextSpan line, TextSpan next, int width)
    {
        var current = line.Of(text);
        var following = WithoutQuoteMark(current, next.Of(text).TrimStart());
        if (width is < MinColumnWidth or > MaxWrapWidth || following.IsEmpty || IsBoundary(current) || IsBoundary(following) || IsListItem(following))
            return true;
        if (width < MinWrapWidth && !(char.IsLower(following[0]) && char.IsLetter(current.TrimEnd()[^1])))
            return true;
        var word = following.IndexOf(' ') is var space and >= 0 ? space : following.Length;
        return current.TrimEnd().Length + 1 + word <= width;
    }

    // In answers to mails each line of what is quoted has a mark.
    private static ReadOnlySpan<char> WithoutQuoteMark(ReadOnlySpan<char> line, ReadOnlySpan<char> next) =>
        line.TrimStart().StartsWith('>') ? next.TrimStart("> ") : next;

    // Headings, fences of code, rows of tables.
    private static bool IsBoundary(ReadOnlySpan<char> line) =>
        IsHeading(line) || line.TrimStart().StartsWith("```") || line.TrimStart().StartsWith("~~~") || (line.TrimStart().StartsWith('|') && line.TrimEnd().EndsWith('|'));

    private static bool IsHeading(ReadOnlySpan<char> line) => line.StartsWith('#') && line.TrimStart('#') is [' ', ..];

    /// <summary>"- item", "• item", "1. item", "(a) item", "12) item".</summary>
    private static bool IsListItem(ReadOnlySpan<char> line)
    {
        if (line is ['-' or '*' or '+' or '•' or '·' or '‣' or '▪' or '◦' or '–', ' ' or '\t', ..])
            return true;
        var number = line.TrimStart('(');
        var digits = 0;
        while (digits < number.Length && digits < 4 && char.IsAsciiLetterOrDigit(number[digits]))
            digits++;
        if (digits == 0 || digits + 1 >= number.Length || number[digits] is not ('.' or ')') || number[digits + 1] is not (' ' or '\t'))
            return false;
        return digits == 1 || !number[..digits].ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>The length of the line break here; 0 if there is none.</summary>
    private static int LineBreak(string text, int i) => i >= text.Length ? 0 : text[i] switch
    {
        '\r' when i + 1 < text.Length && text[i + 1] == '\n' => 2,
        '\n' or '\r' or '\f' or '\v' or '\u0085' or '\u2028' or '\u2029' => 1,
        _ => 0,
    };
}
