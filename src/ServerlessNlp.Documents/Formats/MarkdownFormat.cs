using ServerlessNlp.Documents.Charsets;
using ServerlessNlp.Documents.Formats.Markdown;

namespace ServerlessNlp.Documents.Formats;

/// <summary>
/// Markdown: its prose without its marks. It is turned into HTML of paragraphs, which may have HTML within them, and read as HTML.
/// The reader is our own: Markdig takes seven seconds for 125,000 characters of <c>[a](</c>, and refuses text with many open marks.
/// </summary>
internal sealed class MarkdownFormat : IDocumentFormat
{
    public string Name => "markdown";

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        var decoded = CharsetDetector.Decode(content.Bytes.Span, MediaType.Parse(content.ContentType)?.Charset);
        new HtmlTextReader(text).Read(MarkdownHtml.Of(text.Take(decoded), text));
        return decoded.Charset;
    }
}
