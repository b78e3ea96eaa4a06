using System.Xml;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>
/// The namespaces of Word documents, each in its editions: transitional (what Word writes), strict (ISO/IEC 29500, "Strict Open XML"),
/// and Word 2003's own XML, whose elements for text are the same.
/// </summary>
internal static class WordNames
{
    public const string Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    public const string Vml = "urn:schemas-microsoft-com:vml";

    public static bool IsWord(this XmlReader reader) => reader.NamespaceURI is
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main" or "http://purl.oclc.org/ooxml/wordprocessingml/main" or "http://schemas.microsoft.com/office/word/2003/wordml";

    public static bool IsMath(this XmlReader reader) => reader.NamespaceURI is
        "http://schemas.openxmlformats.org/officeDocument/2006/math" or "http://purl.oclc.org/ooxml/officeDocument/math";

    public static bool IsDrawing(this XmlReader reader) => reader.NamespaceURI is
        "http://schemas.openxmlformats.org/drawingml/2006/main" or "http://purl.oclc.org/ooxml/drawingml/main";

    /// <summary>An attribute that names a relationship of the part, such as <c>r:id</c>, or null.</summary>
    public static string? Relationship(this XmlReader reader, string name) =>
        reader.GetAttribute(name, "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? reader.GetAttribute(name, "http://purl.oclc.org/ooxml/officeDocument/relationships");

    /// <summary>An attribute of the element's own namespace; some programs leave the prefix out.</summary>
    public static string? Attribute(this XmlReader reader, string name) => reader.GetAttribute(name, reader.NamespaceURI) ?? reader.GetAttribute(name);

    /// <summary>Whether a property that is on or off (ST_OnOff) is on: the element alone means that it is.</summary>
    public static bool IsOn(this XmlReader reader) => reader.Attribute("val") is not ("0" or "false" or "off");

    /// <summary>Visits each child of the element that the reader is on; it is left on that element's end. What a visit leaves unread is passed over.</summary>
    public static void EachChild(this XmlReader reader, Action visit)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        reader.Read();
        while (reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
                visit();
            // A visit ends on the child's start or, having read it, on its end.
            if (reader.NodeType == XmlNodeType.Element)
                reader.Skip();
            else
                reader.Read();
        }
    }
}
