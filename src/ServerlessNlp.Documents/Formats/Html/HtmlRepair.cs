using System.Net;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Formats.Html;

/// <summary>
/// Changes what would make a browser pass over the rest of a page: elements that XHTML closes in their start tag, and an element of
/// raw text, such as a title, whose end tag is missing.
/// </summary>
internal static partial class HtmlRepair
{
    private static readonly string[] RawElements = ["title", "textarea", "script", "style", "iframe", "noembed", "noframes"];

    /// <summary>The page, changed where that is needed.</summary>
    public static string Repair(string html, bool isXml, ExtractedText text)
    {
        if (isXml || XmlSign().IsMatch(html.AsSpan(0, Math.Min(html.Length, 4096))))
            html = XmlMarkup().Replace(html, AsHtml);
        foreach (var name in RawElements)
            html = CloseLast(html, name, text);
        if (html.LastIndexOf("<!--", StringComparison.Ordinal) > html.LastIndexOf("->", StringComparison.Ordinal))
            text.Warn(DocumentWarningCodes.PartNotRead, "A comment is not closed: what follows it is not read.");
        return html;
    }

    private static string AsHtml(Match markup)
    {
        if (markup.Groups["cdata"] is { Success: true } cdata)
            return WebUtility.HtmlEncode(cdata.Value);
        return markup.Groups["name"] is { Success: true } name && !HtmlElements.Void.Contains(name.Value.ToLowerInvariant())
            ? $"<{name.Value}{markup.Groups["attributes"].Value}></{name.Value}>"
            : markup.Value;
    }

    // Only the last can be open to the end: another's end tag ends those before it.
    private static string CloseLast(string html, string name, ExtractedText text)
    {
        var start = LastTag(html, "<" + name);
        if (start < 0 || html.IndexOf("</" + name, start, StringComparison.OrdinalIgnoreCase) >= 0)
            return html;
        var end = html.IndexOf('>', start);
        if (end < 0)
            return html;
        var close = html[end - 1] == '/' ? end + 1 : EndOf(html, end + 1, name);
        if (close < 0)
        {
            text.Warn(DocumentWarningCodes.PartNotRead, $"An element <{name}> is not closed: what follows it is not read.");
            return html;
        }
        return html.Insert(close, $"</{name}>");
    }

    // A title or a field has no tags in it; a script may have, and ends where the page goes on for certain.
    private static int EndOf(string html, int from, string name) => name is "script" or "style"
        ? Continues().Match(html, from) is { Success: true } next ? next.Index : -1
        : html.IndexOf('<', from);

    private static int LastTag(string html, string tag)
    {
        for (var at = html.LastIndexOf(tag, StringComparison.OrdinalIgnoreCase); at >= 0; at = at > 0 ? html.LastIndexOf(tag, at - 1, StringComparison.OrdinalIgnoreCase) : -1)
        {
            var after = at + tag.Length < html.Length ? html[at + tag.Length] : '>';
            if (!char.IsLetterOrDigit(after))
                return at;
        }
        return -1;
    }

    [GeneratedRegex(@"\A\s*(?:<\?xml\s|(?:<!--.*?-->\s*)*<!doctype\s+html\s+public\s+[""']-//W3C//DTD XHTML|(?:<![^>]*>\s*)*<html\s[^>]*xmlns\s*=)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex XmlSign();

    [GeneratedRegex(@"<!--.*?-->|<!\[CDATA\[(?<cdata>.*?)\]\]>|<(?<name>[A-Za-z][\w:.-]*)(?<attributes>(?:\s[^<>]*)?)/>", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex XmlMarkup();

    [GeneratedRegex(@"</head\s*>|<body[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Continues();
}
