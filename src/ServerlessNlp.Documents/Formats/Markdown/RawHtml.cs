using System.Collections.Frozen;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>HTML within text (CommonMark 0.31, section 6.6). A tag of no element of HTML is text: <c>List&lt;string&gt;</c>, <c>&lt;your-name&gt;</c>.</summary>
internal static class RawHtml
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Elements =
        ("a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption center cite code col colgroup " +
        "data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html " +
        "i iframe img input ins kbd label legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup option output " +
        "p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source span strike strong style sub summary sup svg " +
        "table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsElement(ReadOnlySpan<char> name) => Elements.Contains(name);

    /// <summary>The length of the name behind <c>&lt;</c> or <c>&lt;/</c>.</summary>
    public static int NameLength(ReadOnlySpan<char> name)
    {
        var end = 0;
        while (end < name.Length && (char.IsAsciiLetterOrDigit(name[end]) || (end > 0 && name[end] == '-')))
            end++;
        return end > 0 && char.IsAsciiLetter(name[0]) ? end : 0;
    }

    /// <summary>The length of the opening or closing tag at the start, or 0.</summary>
    public static int TagLength(ReadOnlySpan<char> text)
    {
        var isClosing = text.StartsWith("</");
        var at = isClosing ? 2 : 1;
        var name = at < text.Length ? NameLength(text[at..]) : 0;
        if (name == 0)
            return 0;
        at += name;
        while (!isClosing && AttributeLength(text[at..]) is > 0 and var attribute)
            at += attribute;
        at += SpaceLength(text[at..]);
        if (!isClosing && at < text.Length && text[at] == '/')
            at++;
        return at < text.Length && text[at] == '>' ? at + 1 : 0;
    }

    // With the white space before it.
    private static int AttributeLength(ReadOnlySpan<char> text)
    {
        var at = SpaceLength(text);
        if (at == 0 || at == text.Length || !(char.IsAsciiLetter(text[at]) || text[at] is '_' or ':'))
            return 0;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or ':' or '.' or '-'))
            at++;
        var equals = at + SpaceLength(text[at..]);
        if (equals == text.Length || text[equals] != '=')
            return at;
        at = equals + 1;
        at += SpaceLength(text[at..]);
        var value = ValueLength(text[at..]);
        return value == 0 ? 0 : at + value;
    }

    private static int ValueLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return 0;
        if (text[0] is '"' or '\'')
            return text[1..].IndexOf(text[0]) + 2 is > 1 and var quoted ? quoted : 0;
        var end = text.IndexOfAny(" \t\r\n\"'=<>`");
        return end < 0 ? text.Length : end;
    }

    private static int SpaceLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(" \t\r\n");
        return end < 0 ? text.Length : end;
    }
}
