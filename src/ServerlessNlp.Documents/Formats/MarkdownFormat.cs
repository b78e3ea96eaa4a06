using ServerlessNlp.Documents.Charsets;
using ServerlessNlp.Documents.Formats.Markdown;

namespace ServerlessNlp.Documents.Formats;

/// <summary>
/// Markdown: its prose without its marks. It is turned into HTML of paragraphs, which may have HTML within them, and read as HTML.
/// </summary>
internal sealed class MarkdownFormat : IDocumentFormat
{
    public string Name => "markdown";

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        var decoded = CharsetDetector.Decode(content.Bytes.Span, MediaType.Parse(content.ContentType)?.Charset);
        new HtmlTextReader(text).Read(MarkdownBlocks.ToHtml(text.Take(decoded)));
        return decoded.Charset;
    }
}
