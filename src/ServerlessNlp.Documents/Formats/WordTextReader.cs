using System.Xml;

namespace ServerlessNlp.Documents.Formats;

/// <summary>
/// Reads the text of a part of a Word document: paragraphs, lists and tables, tabs and line breaks. Left out are text that was
/// deleted, moved away or hidden, the code of fields, and the fallback of what is there in two forms.
/// </summary>
internal sealed class WordTextReader(XmlReader reader, ExtractedText text)
{
    private const string Transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    private const string Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";

    private readonly char[] _buffer = new char[4096];
    private bool _isText;
    private bool _isHidden;
    private int _cells;

    public void Read()
    {
        text.Break(TextBreak.Paragraph);
        reader.Read();
        while (!reader.EOF)
        {
            text.CancellationToken.ThrowIfCancellationRequested();
            if (reader.NodeType == XmlNodeType.Element && IsLeftOut())
                reader.Skip();
            else
            {
                ReadNode();
                reader.Read();
            }
        }
    }

    private void ReadNode()
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element when IsWord():
                Start(reader.LocalName);
                // An empty element has no end of its own.
                if (reader.IsEmptyElement)
                    End(reader.LocalName);
                break;
            case XmlNodeType.EndElement when IsWord():
                End(reader.LocalName);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when _isText && !_isHidden:
                Characters();
                break;
        }
    }

    private void Start(string name)
    {
        switch (name)
        {
            case "t":
                _isText = true;
                break;
            case "r":
                _isHidden = false;
                break;
            case "vanish":
                _isHidden = reader.GetAttribute("val", reader.NamespaceURI) is not ("0" or "false" or "off");
                break;
            case "tab":
                // In a paragraph's properties it is a tab stop, with a position.
                if (!reader.HasAttributes)
                    text.Write("\t");
                break;
            case "br" or "cr":
                text.Write("\n");
                break;
            case "noBreakHyphen":
                text.Write("\u2011");
                break;
            case "tc":
                _cells++;
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
                text.BreakExactly(_cells > 0 ? TextBreak.Line : TextBreak.Paragraph);
                break;
        }
    }

    private void Characters()
    {
        int count;
        while ((count = reader.ReadValueChunk(_buffer, 0, _buffer.Length)) > 0)
            text.Write(_buffer.AsSpan(0, count));
    }

    private bool IsLeftOut() => reader.NamespaceURI == Compatibility
        ? reader.LocalName == "Fallback"
        : IsWord() && reader.LocalName is "del" or "moveFrom" or "delText" or "instrText" or "delInstrText" or "pPr" or "sectPr" or "tblPr";

    private bool IsWord() => reader.NamespaceURI is Transitional or Strict;
}
