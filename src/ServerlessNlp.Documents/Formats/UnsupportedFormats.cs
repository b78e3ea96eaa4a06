namespace ServerlessNlp.Documents.Formats;

/// <summary>The formats that are known and not read, each with what to do instead.</summary>
internal static class UnsupportedFormats
{
    private const string SaveAs = "Save it as DOCX, XLSX, PPTX or text, and submit that.";
    private const string Batch = "Submit it on its own as a batch job (`nlp submit FILE`), in which every line is a document; or save one document of it as text.";

    public static UnsupportedFormat LegacyWord { get; } = new("a Word document of before 2007 (.doc)", "Save it as DOCX, and submit that.");
    public static UnsupportedFormat EncryptedOffice { get; } = new("encrypted", "Take its password off (in Word: File, Info, Protect Document), and submit it again.");
    public static UnsupportedFormat LegacyOffice { get; } = new("an Office file of before 2007, or an Outlook message", SaveAs);
    public static UnsupportedFormat OpenDocument { get; } = new("an OpenDocument drawing, formula or database", "Save its text as ODT, DOCX or text, and submit that.");
    public static UnsupportedFormat BinarySpreadsheet { get; } = new("a binary spreadsheet (.xlsb)", "Save it as XLSX, and submit that.");
    public static UnsupportedFormat AppleWork { get; } = new("a document of Pages, Numbers or Keynote", "Export it as DOCX, XLSX, PPTX or PDF, and submit that.");
    public static UnsupportedFormat ProtectedBook { get; } = new("a protected e-book", "Submit one without protection (DRM), or its text.");
    public static UnsupportedFormat Archive { get; } = new("an archive", "Unpack it, and submit what is in it file by file.");
    public static UnsupportedFormat Csv { get; } = new("CSV", Batch);
    public static UnsupportedFormat JsonLines { get; } = new("JSON Lines", Batch);
    public static UnsupportedFormat Xml { get; } = new("XML", "Submit the text in it, as text or HTML.");
    public static UnsupportedFormat Media { get; } = new("a picture, sound or video", "Submit its text: a transcript, or what text recognition gives.");
    public static UnsupportedFormat Binary { get; } = new("not text but data of an unknown kind", "Submit text, Markdown, HTML, PDF, an Office document, JSON or mail; or save it as UTF-8 text.");
}
