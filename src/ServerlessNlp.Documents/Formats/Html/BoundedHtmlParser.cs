using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ServerlessNlp.Documents.Formats.Html;

/// <summary>
/// Builds the tree of a page as browsers do (HTML, section 13.2). That takes time by the tags times the elements that are open, and
/// copies formatting elements again and again: so each of these has a bound, which pages that people write are far below.
/// </summary>
internal static class BoundedHtmlParser
{
    private const int MaxTags = 100_000;
    private const int MaxElements = 100_000;
    private const int MaxDepth = 500;
    private const int MaxTemplates = 500;
    private const int LookAtDepthEvery = 32;

    // What is not asked for is not even kept: a tag may have millions.
    private static readonly HashSet<string> Attributes = ["hidden", "style", "class", "id", "type"];

    /// <exception cref="NlpException">DocumentTooLong: it is beyond a bound.</exception>
    public static IDocument Parse(string html, CancellationToken cancellationToken)
    {
        if (html.AsSpan().Count('<') > MaxTags)
            throw TooMuch($"more than {MaxTags} tags");
        var (elements, templates) = (0, 0);
        IElement? last = null;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            SkipComments = true,
            DisableElementPositionTracking = true,
            MaximumDepth = int.MaxValue,
            ShouldEmitAttribute = (ref _, name) => Attributes.Contains(name.ToString()),
            OnCreated = (element, _) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (++elements > MaxElements)
                    throw TooMuch($"more than {MaxElements} elements");
                // What is in a template is a tree of its own, so that its depth is not seen.
                if (element.LocalName == "template" && ++templates > MaxTemplates)
                    throw TooMuch($"more than {MaxTemplates} templates");
                if (elements % LookAtDepthEvery == 0 && last is not null && IsTooDeep(last))
                    throw TooMuch($"elements nested more than {MaxDepth} deep");
                last = element;
            },
        });
        return parser.ParseDocument(html);
    }

    private static bool IsTooDeep(INode node)
    {
        var depth = 0;
        for (var ancestor = node.Parent; ancestor is not null && depth <= MaxDepth; ancestor = ancestor.Parent)
            depth++;
        return depth > MaxDepth;
    }

    private static NlpException TooMuch(string what) =>
        new(ErrorCode.DocumentTooLong, $"The page has {what}, which is more than is read. Save its text, and submit that; or divide it.");
}
