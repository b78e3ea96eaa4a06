namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Why a PDF is not read, each with what to do.</summary>
internal static class PdfRefusals
{
    private const string Print = "Open it in a viewer, print it to a new PDF, and submit that; or submit its text.";

    public static NlpException Encrypted => new(ErrorCode.UnsupportedFormat, "The PDF is encrypted with a password. Save it without one (in a viewer: print it to a new PDF), and submit that.");

    public static NlpException NoText(int pages) => new(ErrorCode.EmptyDocument, $"The PDF has no text, only pictures on its {pages} pages, as scans have. Recognise its text first (OCR, such as ocrmypdf), and submit that.");

    public static NlpException TooLargeInside => new(ErrorCode.DocumentTooLong, $"The PDF has more than {PdfSession.MaxDecodedBytes} bytes of pages and fonts when unpacked, which are the most that are read. Divide it. {Print}");

    public static NlpException TooManyGlyphs => new(ErrorCode.DocumentTooLong, "The PDF draws far more characters than a document may have. Divide it.");

    public static NlpException TooDeep => new(ErrorCode.UnreadableDocument, $"The PDF has far more pages, or fields, than a document may have. Divide it. {Print}");

    public static NlpException TooCostly(string what) => new(ErrorCode.UnreadableDocument, $"The PDF takes more {what} to read than its text is worth: it is damaged, or made to hurt. {Print}");

    public static NlpException Corrupt(Exception? exception) => new(ErrorCode.UnreadableDocument, $"The document is damaged: it can't be read as PDF. {Print}", innerException: exception);
}
