using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents.Formats;

/// <summary>HTML: the text that a reader sees, a paragraph for each block.</summary>
internal sealed class HtmlFormat : IDocumentFormat
{
    public string Name => "html";

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        var decoded = CharsetDetector.Decode(content.Bytes.Span, [MediaType.Parse(content.ContentType)?.Charset, .. MarkupCharset.Find(content.Bytes.Span)]);
        new HtmlTextReader(text).Read(text.Take(decoded), IsXml(content));
        return decoded.Charset;
    }

    private static bool IsXml(DocumentContent content) =>
        MediaType.Parse(content.ContentType)?.Name == "application/xhtml+xml" || Path.GetExtension(content.Name)?.Equals(".xhtml", StringComparison.OrdinalIgnoreCase) == true;
}
