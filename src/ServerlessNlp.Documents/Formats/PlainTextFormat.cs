using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents.Formats;

/// <summary>Text as it is, without its byte order mark.</summary>
internal sealed class PlainTextFormat : IDocumentFormat
{
    public string Name => "text";

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        var decoded = CharsetDetector.Decode(content.Bytes.Span, MediaType.Parse(content.ContentType)?.Charset);
        text.Write(text.Take(decoded));
        return decoded.Charset;
    }
}
