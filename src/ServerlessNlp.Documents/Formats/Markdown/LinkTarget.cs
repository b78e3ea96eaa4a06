namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>How long the pieces of a link are (CommonMark 0.31, sections 4.7 and 6.3); 0 where there is none, or no valid one.</summary>
internal static class LinkTarget
{
    // More parentheses within each other are in no address; without a limit, brackets without end would cost much.
    private const int MaxParentheses = 32;

    /// <summary><c>(target "title")</c>, from the bracket on.</summary>
    public static int InlineLength(string text, int start)
    {
        if (start >= text.Length || text[start] != '(')
            return 0;
        var at = SkipSpace(text, start + 1);
        var destination = DestinationLength(text, at);
        if (destination < 0)
            return 0;
        at += destination;
        var title = SkipSpace(text, at);
        if (title > at)
            at = SkipSpace(text, title + TitleLength(text, title));
        return at < text.Length && text[at] == ')' ? at + 1 - start : 0;
    }

    /// <summary><c>[label]</c>, with its brackets.</summary>
    public static int LabelLength(string text, int start)
    {
        if (start >= text.Length || text[start] != '[')
            return 0;
        for (var at = start + 1; at < text.Length && at - start <= MarkdownNames.MaxLength + 1; at++)
        {
            if (text[at] == ']')
                return at + 1 - start;
            if (text[at] == '[')
                return 0;
            if (text[at] == '\\')
                at++;
        }
        return 0;
    }

    /// <summary><c>target</c> or <c>&lt;target&gt;</c>; 0 for an empty one, -1 where it is not valid.</summary>
    public static int DestinationLength(string text, int start)
    {
        if (start < text.Length && text[start] == '<')
            return BracketedLength(text, start);
        var (at, depth) = (start, 0);
        for (; at < text.Length && !char.IsControl(text[at]) && text[at] != ' '; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && IsPunctuation(text[at + 1]))
                at++;
            else if (text[at] == '(' && ++depth > MaxParentheses)
                return -1;
            else if (text[at] == ')' && --depth < 0)
                break;
        }
        return depth > 0 ? -1 : at - start;
    }

    /// <summary><c>"title"</c>, <c>'title'</c> or <c>(title)</c>.</summary>
    public static int TitleLength(string text, int start)
    {
        if (start >= text.Length || text[start] is not ('"' or '\'' or '('))
            return 0;
        var end = text[start] == '(' ? ')' : text[start];
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == end)
                return at + 1 - start;
            if (text[at] == '(' && end == ')')
                return 0;
            if (text[at] == '\\')
                at++;
        }
        return 0;
    }

    /// <summary>White space with at most one line break.</summary>
    public static int SkipSpace(string text, int at)
    {
        for (var breaks = 0; at < text.Length && text[at] is ' ' or '\t' or '\n'; at++)
        {
            if (text[at] == '\n' && ++breaks > 1)
                break;
        }
        return at;
    }

    public static bool IsPunctuation(char character) => char.IsAscii(character) && (char.IsPunctuation(character) || char.IsSymbol(character));

    private static int BracketedLength(string text, int start)
    {
        for (var at = start + 1; at < text.Length && text[at] is not ('\n' or '<'); at++)
        {
            if (text[at] == '>')
                return at + 1 - start;
            if (text[at] == '\\')
                at++;
        }
        return -1;
    }
}
