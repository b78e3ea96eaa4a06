using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.Book;

/// <summary>E-books (EPUB 3.3; EPUB 2): the pages of the spine, each as HTML.</summary>
internal sealed class EpubFormat() : PackageFormat("epub", "EPUB")
{
    private const string Container = "META-INF/container.xml";
    private const string Encryption = "META-INF/encryption.xml";

    private static readonly HtmlFormat Html = new();

    protected override void Read(Package package, ExtractedText text)
    {
        var encrypted = package.Has(Encryption) ? Encrypted(package) : [];
        foreach (var page in EpubSpine.Pages(package, Attributes(package, Container, "rootfile", "full-path").FirstOrDefault() ?? throw new InvalidDataException("It names no package document.")))
        {
            if (encrypted.Contains(page))
                throw UnsupportedFormats.ProtectedBook.Refusal;
            text.CancellationToken.ThrowIfCancellationRequested();
            text.Break(TextBreak.Paragraph);
            Html.Extract(new DocumentContent(package.ReadBytes(page), page, "application/xhtml+xml"), text);
        }
    }

    // Fonts are often veiled, which is encryption by name only; pages are encrypted where the book is protected.
    private static HashSet<string> Encrypted(Package package) =>
        Attributes(package, Encryption, "CipherReference", "URI").Select(address => PartName.Resolve("", address)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static List<string> Attributes(Package package, string part, string element, string attribute)
    {
        var values = new List<string>();
        using var reader = package.OpenXml(part);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == element && reader.GetAttribute(attribute) is { } value)
                values.Add(value);
        }
        return values;
    }
}
