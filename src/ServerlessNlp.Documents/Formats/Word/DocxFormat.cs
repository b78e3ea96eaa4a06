using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>
/// Word documents (ECMA-376, part 1, section 17): the text of the body, then of footnotes and endnotes. Read part by part as a stream,
/// and nothing is written to disk.
/// </summary>
internal sealed class DocxFormat : IDocumentFormat
{
    private const string Corrupt = "The document is damaged: it can't be read as DOCX. Open it in a word processor, save it again, and submit it again.";

    public string Name => "docx";

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        try
        {
            Read(content.Bytes, text, new UnpackingBudget(), depth: 0);
            return null;
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw new NlpException(ErrorCode.UnreadableDocument, Corrupt, innerException: exception);
        }
    }

    /// <summary>Reads a document, which may be within another.</summary>
    public static void Read(ReadOnlyMemory<byte> bytes, ExtractedText text, UnpackingBudget budget, int depth)
    {
        using var package = new Package(bytes, budget);
        if (WordDocument.FindMain(package) is not { } main || !new WordDocument(package, main, text, new WordImports(budget, depth)).Read())
            throw UnsupportedFormats.Archive.Refusal;
    }

    /// <summary>Whether an exception says that what is read is damaged.</summary>
    public static bool IsDamage(Exception exception) =>
        exception is InvalidDataException or XmlException or EndOfStreamException or ArgumentException or NotSupportedException;
}
