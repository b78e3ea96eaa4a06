using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.OpenDocument;

/// <summary>OpenDocument 1.3: text, spreadsheets and presentations. What is shown, then footnotes and endnotes.</summary>
internal sealed class OpenDocumentFormat(string name, string what) : PackageFormat(name, what)
{
    private const string Content = "content.xml";
    private const string Manifest = "META-INF/manifest.xml";

    protected override void Read(Package package, ExtractedText text)
    {
        if (package.Has(Manifest) && IsEncrypted(package))
            throw UnsupportedFormats.EncryptedOffice.Refusal;
        if (ReadContent(package, text, notes: false))
            ReadContent(package, text, notes: true);
    }

    // Notes stand where their marks are, and are read after the text: the content is gone through again.
    private static bool ReadContent(Package package, ExtractedText text, bool notes)
    {
        using var reader = package.OpenXml(Content);
        return new OpenDocumentReader(reader, text, notes).Read();
    }

    private static bool IsEncrypted(Package package)
    {
        using var reader = package.OpenXml(Manifest);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "encryption-data")
                return true;
        }
        return false;
    }
}
