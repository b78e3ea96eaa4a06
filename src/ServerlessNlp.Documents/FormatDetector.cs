using ServerlessNlp.Documents.Formats;
using ServerlessNlp.Documents.Formats.Word;

namespace ServerlessNlp.Documents;

/// <summary>
/// Finds a document's format: by what its content shows beyond doubt, then by the content type, then by the extension of its
/// name, then by what its text looks like. <c>text/plain</c> and <c>application/octet-stream</c> say nothing: uploads get them by default.
/// </summary>
internal static class FormatDetector
{
    private static readonly PlainTextFormat Text = new();
    private static readonly MarkdownFormat Markdown = new();
    private static readonly HtmlFormat Html = new();
    private static readonly DocxFormat Docx = new();
    private static readonly JsonFormat Json = new();
    private static readonly MailFormat Mail = new();

    private static readonly Dictionary<string, IDocumentFormat> ByContentType = new()
    {
        ["text/markdown"] = Markdown,
        ["text/x-markdown"] = Markdown,
        ["text/html"] = Html,
        ["application/xhtml+xml"] = Html,
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = Docx,
        ["application/vnd.ms-word.document.macroenabled.12"] = Docx,
        ["application/json"] = Json,
        ["text/json"] = Json,
        ["message/rfc822"] = Mail,
        ["message/global"] = Mail,
        ["text/csv"] = UnsupportedFormats.Csv,
        ["text/tab-separated-values"] = UnsupportedFormats.Csv,
        ["application/jsonl"] = UnsupportedFormats.JsonLines,
        ["application/x-ndjson"] = UnsupportedFormats.JsonLines,
        ["application/xml"] = UnsupportedFormats.Xml,
        ["text/xml"] = UnsupportedFormats.Xml,
    };

    private static readonly Dictionary<string, IDocumentFormat> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = Text,
        [".md"] = Markdown,
        [".markdown"] = Markdown,
        [".html"] = Html,
        [".htm"] = Html,
        [".xhtml"] = Html,
        [".docx"] = Docx,
        [".docm"] = Docx,
        [".json"] = Json,
        [".eml"] = Mail,
        [".csv"] = UnsupportedFormats.Csv,
        [".tsv"] = UnsupportedFormats.Csv,
        [".jsonl"] = UnsupportedFormats.JsonLines,
        [".ndjson"] = UnsupportedFormats.JsonLines,
        [".xml"] = UnsupportedFormats.Xml,
    };

    /// <summary>The format of a document; one that is not read where it is none that is.</summary>
    public static IDocumentFormat Detect(DocumentContent content)
    {
        var bytes = content.Bytes.Span;
        if (BinarySignatures.Find(bytes) is { } unsupported)
            return unsupported;
        if (BinarySignatures.IsZip(bytes))
            return Docx;
        var head = TextHead.Of(bytes);
        if (head.IsHtml)
            return Html;
        return Declared(content) ?? (head.IsMail ? Mail : Text);
    }

    private static IDocumentFormat? Declared(DocumentContent content) =>
        ByContentType.GetValueOrDefault(MediaType.Parse(content.ContentType)?.Name ?? "") ?? ByExtension.GetValueOrDefault(Extension(content.Name));

    private static string Extension(string? name) => Path.GetExtension(name) ?? "";
}
