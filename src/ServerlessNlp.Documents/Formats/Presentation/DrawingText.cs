using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.Presentation;

/// <summary>
/// Reads text of DrawingML (ECMA-376, part 1, section 21): of slides, diagrams, charts, and boxes on sheets. Paragraphs, and rows of
/// tables; no headers, footers, dates and numbers of slides, nothing hidden.
/// </summary>
internal sealed class DrawingText(ExtractedText text)
{
    private readonly HashSet<string> _parts = [];
    private bool _isText;
    private bool _isPassedOver;
    private bool _isHidden;
    private int _cells;

    /// <summary>The ids of the parts that hold text of it: diagrams and charts.</summary>
    public IReadOnlySet<string> Parts => _parts;

    /// <summary>Reads a part.</summary>
    /// <returns>Whether it is shown: a slide may be hidden as a whole.</returns>
    public bool Read(XmlReader reader)
    {
        text.Break(TextBreak.Paragraph);
        reader.Walk(text, () => IsLeftOut(reader), () => Start(reader), () => End(reader.LocalName), () => Characters(reader));
        return !_isHidden;
    }

    /// <summary>An attribute that names a relationship, in either edition's namespace.</summary>
    public static string? Relation(XmlReader reader, string name)
    {
        for (var found = reader.MoveToFirstAttribute(); found; found = reader.MoveToNextAttribute())
        {
            if (reader.LocalName == name && reader.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
            {
                var value = reader.Value;
                reader.MoveToElement();
                return value;
            }
        }
        reader.MoveToElement();
        return null;
    }

    // What is there in two forms is read in the first.
    private bool IsLeftOut(XmlReader reader) => _isHidden || reader.LocalName switch
    {
        "Fallback" or "txXfrm" or "extLst" => true,
        "fld" => reader.GetAttribute("type") == "slidenum",
        _ => false,
    };

    private void Start(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "sld" when reader.GetAttribute("show") is "0" or "false":
                _isHidden = true;
                break;
            case "sp" or "graphicFrame":
                _isPassedOver = false;
                break;
            case "cNvPr" when reader.GetAttribute("hidden") is "1" or "true":
            case "ph" when reader.GetAttribute("type") is "sldNum" or "dt" or "ftr" or "hdr" or "sldImg":
                _isPassedOver = true;
                break;
            case "t":
                _isText = true;
                break;
            case "br" when !_isPassedOver:
                text.Write("\n");
                break;
            case "tc":
                _cells++;
                break;
            case "relIds" when !_isPassedOver && Relation(reader, "dm") is { } id:
                _parts.Add(id);
                break;
            case "chart" when !_isPassedOver && Relation(reader, "id") is { } id:
                _parts.Add(id);
                break;
        }
    }

    private void End(string name)
    {
        switch (name)
        {
            case "t":
                _isText = false;
                break;
            case "p":
                text.Break(_cells > 0 ? TextBreak.Line : TextBreak.Paragraph);
                break;
            case "tc":
                _cells--;
                text.BreakExactly(TextBreak.Cell);
                break;
            case "tr":
                text.BreakExactly(TextBreak.Paragraph);
                break;
            case "sp" or "graphicFrame":
                _isPassedOver = false;
                break;
        }
    }

    private void Characters(XmlReader reader)
    {
        if (_isText && !_isPassedOver)
            text.Write(reader.Value);
    }
}
