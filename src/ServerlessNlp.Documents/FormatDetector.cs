using ServerlessNlp.Documents.Formats;
using ServerlessNlp.Documents.Formats.Packages;
using ServerlessNlp.Documents.Formats.Pdf;
using ServerlessNlp.Documents.Formats.RichText;
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
    private static readonly PdfFormat Pdf = new();
    private static readonly RtfFormat RichText = new();

    private static readonly Dictionary<string, IDocumentFormat> ByContentType = new()
    {
        ["text/markdown"] = Markdown,
        ["text/x-markdown"] = Markdown,
        ["text/html"] = Html,
        ["application/xhtml+xml"] = Html,
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = Docx,
        ["application/vnd.ms-word.document.macroenabled.12"] = Docx,
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = PackageFormats.Pptx,
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = PackageFormats.Xlsx,
        ["application/vnd.oasis.opendocument.text"] = PackageFormats.OpenText,
        ["application/vnd.oasis.opendocument.spreadsheet"] = PackageFormats.OpenSpreadsheet,
        ["application/vnd.oasis.opendocument.presentation"] = PackageFormats.OpenPresentation,
        ["application/epub+zip"] = PackageFormats.Epub,
        ["application/pdf"] = Pdf,
        ["application/x-pdf"] = Pdf,
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
        [".pptx"] = PackageFormats.Pptx,
        [".pptm"] = PackageFormats.Pptx,
        [".xlsx"] = PackageFormats.Xlsx,
        [".xlsm"] = PackageFormats.Xlsx,
        [".odt"] = PackageFormats.OpenText,
        [".ods"] = PackageFormats.OpenSpreadsheet,
        [".odp"] = PackageFormats.OpenPresentation,
        [".epub"] = PackageFormats.Epub,
        [".pdf"] = Pdf,
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
        // An archive that can't be opened is a damaged document of the kind that it is called.
        if (BinarySignatures.IsZip(bytes))
            return PackageDetector.Find(content.Bytes, Docx) ?? Declared(content) ?? UnsupportedFormats.Archive;
        if (BinarySignatures.IsPdf(bytes))
            return Pdf;
        if (BinarySignatures.IsRichText(bytes))
            return RichText;
        if (BinarySignatures.Find(bytes) is { } unsupported)
            return unsupported;
        var head = TextHead.Of(bytes);
        if (head.IsHtml)
            return Html;
        return Declared(content) ?? (head.IsMail ? Mail : Text);
    }

    private static IDocumentFormat? Declared(DocumentContent content) =>
        ByContentType.GetValueOrDefault(MediaType.Parse(content.ContentType)?.Name ?? "") ?? ByExtension.GetValueOrDefault(Extension(content.Name));

    private static string Extension(string? name) => Path.GetExtension(name) ?? "";
}
