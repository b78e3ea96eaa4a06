using System.Xml;

namespace ServerlessNlp.Documents.Formats.OpenDocument;

/// <summary>Which styles hide what has them: they stand before the text that uses them.</summary>
internal sealed class OpenDocumentStyles
{
    private readonly HashSet<string> _hiding = [];
    private string? _current;

    /// <summary>Learns from an element that may be part of a style.</summary>
    public void Learn(XmlReader reader, string name)
    {
        if (name == "style:style")
            _current = reader.GetAttribute("name", reader.NamespaceURI);
        else if (_current is not null && name is "style:text-properties" or "style:table-properties" or "style:drawing-page-properties" && Has(reader, "display", "none") | Has(reader, "display", "false") | Has(reader, "visibility", "hidden"))
            _hiding.Add(_current!);
    }

    /// <summary>Whether the element that the reader is at is hidden, by its style or itself.</summary>
    public bool IsHidden(XmlReader reader, string name) => name switch
    {
        "table:table-row" => Has(reader, "visibility", "collapse") || Has(reader, "visibility", "filter"),
        "text:section" => Has(reader, "display", "none"),
        "text:span" or "text:p" or "text:h" or "table:table" or "drawing:page" => reader.GetAttribute("style-name", reader.NamespaceURI) is { } style && _hiding.Contains(style),
        _ => false,
    };

    private static bool Has(XmlReader reader, string attribute, string value)
    {
        var found = false;
        for (var more = reader.MoveToFirstAttribute(); more && !found; more = reader.MoveToNextAttribute())
            found = reader.LocalName == attribute && reader.Value == value;
        reader.MoveToElement();
        return found;
    }
}
