namespace ServerlessNlp.Documents.Formats.RichText;

/// <summary>Rich Text Format 1.9.1: the text, then footnotes and endnotes.</summary>
internal sealed class RtfFormat : IDocumentFormat
{
    public string Name => "rtf";

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        var bytes = content.Bytes.Span;
        new RtfReader(text).Read(bytes[Math.Max(0, bytes.IndexOf((byte)'{'))..]);
        return null;
    }
}
