using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>Blocks of HTML (CommonMark 0.31, section 4.6), each with what ends it.</summary>
internal static partial class HtmlBlocks
{
    /// <summary>Ends with a blank line, not within one.</summary>
    public const string BlankLine = "";

    /// <summary>What ends the block that a line begins, or null where it begins none.</summary>
    /// <param name="line">The line, from its first word on.</param>
    /// <param name="canBeAnyTag">Whether a tag of any element will do: none ends a paragraph.</param>
    public static string? End(ReadOnlySpan<char> line, bool canBeAnyTag)
    {
        if (line.IsEmpty || line[0] != '<')
            return null;
        if (line.StartsWith("<!--"))
            return "-->";
        if (line.StartsWith("<?"))
            return "?>";
        if (line.StartsWith("<![CDATA["))
            return "]]>";
        if (line.Length > 2 && line[1] == '!' && char.IsAsciiLetter(line[2]))
            return ">";
        var name = Name(line);
        if (line[1..].StartsWith(name) && name is "pre" or "script" or "style" or "textarea")
            return "</" + name;
        if (Blocks().IsMatch(line))
            return BlankLine;
        return canBeAnyTag && RawHtml.IsElement(name) && RawHtml.TagLength(line) is > 0 and var tag && line[tag..].IsWhiteSpace() ? BlankLine : null;
    }

    private static string Name(ReadOnlySpan<char> line)
    {
        var name = line[1..].TrimStart('/');
        var end = 0;
        while (end < name.Length && end < 32 && (char.IsAsciiLetterOrDigit(name[end]) || name[end] == '-'))
            end++;
        return name[..end].ToString().ToLowerInvariant();
    }

    [GeneratedRegex(
        "^</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[ \t>]|/>|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Blocks();
}
