using ServerlessNlp.Documents.Formats.Book;
using ServerlessNlp.Documents.Formats.OpenDocument;
using ServerlessNlp.Documents.Formats.Presentation;
using ServerlessNlp.Documents.Formats.Spreadsheet;

namespace ServerlessNlp.Documents.Formats.Packages;

/// <summary>The formats that are archives, but for DOCX.</summary>
internal static class PackageFormats
{
    public static PptxFormat Pptx { get; } = new();

    public static XlsxFormat Xlsx { get; } = new();

    public static OpenDocumentFormat OpenText { get; } = new("odt", "OpenDocument text");

    public static OpenDocumentFormat OpenSpreadsheet { get; } = new("ods", "an OpenDocument spreadsheet");

    public static OpenDocumentFormat OpenPresentation { get; } = new("odp", "an OpenDocument presentation");

    public static EpubFormat Epub { get; } = new();
}
