using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.Book;

/// <summary>Finds the pages of an e-book in the order in which they are read (EPUB 3.3, section 5).</summary>
internal static class EpubSpine
{
    public static List<string> Pages(Package package, string packageDocument)
    {
        var document = PartName.Resolve("", packageDocument);
        var pages = new Dictionary<string, string>();
        var spine = new List<string>();
        using var reader = package.OpenXml(document);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "item" && reader.GetAttribute("media-type") is "application/xhtml+xml" or "text/html" or "application/x-dtbook+xml" && reader.GetAttribute("href") is { } address)
                pages[reader.GetAttribute("id") ?? ""] = PartName.Resolve(document, address.Split('#')[0]);
            else if (reader.LocalName == "itemref")
                spine.Add(reader.GetAttribute("idref") ?? "");
        }
        // A page that is missing is named by damaged books only, and the others are worth reading.
        return [.. spine.Distinct().Where(pages.ContainsKey).Select(id => pages[id]).Where(package.Has)];
    }
}
