using System.Collections.Frozen;

namespace ServerlessNlp.Documents.Formats.Html;

/// <summary>What HTML's elements mean for its text.</summary>
internal static class HtmlElements
{
    /// <summary>Elements that start and end a paragraph.</summary>
    public static FrozenSet<string> Blocks { get; } = Set(
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend",
        "li", "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "xmp");

    /// <summary>Elements whose content nobody reads as text.</summary>
    public static FrozenSet<string> Unread { get; } = Set(
        "applet", "audio", "canvas", "datalist", "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video");

    /// <summary>Elements without content.</summary>
    public static FrozenSet<string> Void { get; } = Set(
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr");

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet();
}
