using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents.Formats;

/// <summary>HTML: the text that a reader sees, a paragraph for each block.</summary>
internal sealed class HtmlFormat : IDocumentFormat
{
    public string Name => "html";

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        var declared = MediaType.Parse(content.ContentType)?.Charset ?? MarkupCharset.Find(content.Bytes.Span);
        var (html, charset) = CharsetDetector.Decode(content.Bytes.Span, declared);
        new HtmlTextReader(text).Read(html);
        return charset;
    }
}
