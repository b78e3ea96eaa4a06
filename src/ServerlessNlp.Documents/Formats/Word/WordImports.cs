using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>
/// Documents within a document (<c>altChunk</c>; ECMA-376, part 1, section 17.17.2): HTML, mail archives, text, or another Word document,
/// which Word takes in when it opens the file, and many programs leave to it.
/// </summary>
internal sealed class WordImports(int depth)
{
    private const int MaxDepth = 4;

    /// <summary>Reads a part in its format; one that can't be read is said.</summary>
    public void Read(Package package, string part, ExtractedText text)
    {
        var start = text.MarkHere();
        try
        {
            var content = new DocumentContent(package.ReadBytes(part), part, ContentTypeOf(package, part));
            var format = FormatDetector.Detect(content);
            if (format is not DocxFormat)
                format.Extract(content, text);
            else if (depth < MaxDepth)
                ReadWord(content.Bytes, package.Budget, text);
            else
                throw new NlpException(ErrorCode.UnsupportedFormat, "Documents are within each other too deep.");
        }
        catch (Exception exception) when (exception is NlpException { Code: ErrorCode.UnsupportedFormat or ErrorCode.UnreadableDocument } || DocxFormat.IsDamage(exception))
        {
            text.Return(start);
            text.Warn(DocumentWarningCodes.PartNotRead, "A document that is taken in by this one can't be read: its text is left out.");
        }
    }

    private void ReadWord(ReadOnlyMemory<byte> bytes, UnpackingBudget budget, ExtractedText text)
    {
        using var package = new Package(bytes, budget);
        DocxFormat.Read(package, text, depth + 1);
    }

    // Web archives are mails by their form.
    private static string? ContentTypeOf(Package package, string part) => package.ContentTypeOf(part) switch
    {
        { } type when type.Contains("mimearchive", StringComparison.OrdinalIgnoreCase) || type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) => "message/rfc822",
        var type => type,
    };
}
