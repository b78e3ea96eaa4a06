using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>Word documents (ECMA-376, part 1, section 17): the text of the body, then of footnotes and endnotes.</summary>
internal sealed class DocxFormat() : PackageFormat("docx", "DOCX")
{
    /// <summary>Reads a document that may be within another.</summary>
    public static void Read(Package package, ExtractedText text, int depth)
    {
        if (WordDocument.FindMain(package) is not { } main || !new WordDocument(package, main, text, new WordImports(depth)).Read())
            throw UnsupportedFormats.Archive.Refusal;
    }

    /// <summary>Whether an exception says that what is read is damaged.</summary>
    public static bool IsDamage(Exception exception) =>
        exception is InvalidDataException or XmlException or EndOfStreamException or ArgumentException or NotSupportedException;

    protected override void Read(Package package, ExtractedText text) => Read(package, text, depth: 0);
}
