using System.Xml;

namespace ServerlessNlp.Documents.Formats.Packages;

/// <summary>A format whose documents are ZIP archives of XML.</summary>
/// <param name="name">What results call it.</param>
/// <param name="what">What people call it.</param>
internal abstract class PackageFormat(string name, string what) : IDocumentFormat
{
    public string Name => name;

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        try
        {
            using var package = new Package(content.Bytes, new UnpackingBudget());
            Read(package, text);
            return null;
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or EndOfStreamException or ArgumentException or NotSupportedException or FormatException or OverflowException)
        {
            throw new NlpException(ErrorCode.UnreadableDocument, $"The document is damaged: it can't be read as {what}. Open it in the program that made it, save it again, and submit it again.", innerException: exception);
        }
    }

    /// <summary>Writes its text.</summary>
    /// <exception cref="InvalidDataException">It lacks a part that it must have.</exception>
    protected abstract void Read(Package package, ExtractedText text);
}
