using System.Xml;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>
/// Reads the text of a part of a Word document in one pass: paragraphs, lists and tables, formulas, text boxes behind the
/// paragraph they stand in. Left out is what readers don't see: what was deleted, moved away or is hidden, the code of
/// fields, prompts of empty form fields, readings beside characters, and all forms but one of what is there in several.
/// </summary>
/// <param name="reader">The part.</param>
/// <param name="styles">The document's styles.</param>
/// <param name="include">Writes the part that a relationship names: imported text, a diagram.</param>
/// <param name="text">The text.</param>
internal sealed partial class WordTextReader(XmlReader reader, WordStyles styles, Action<string, ExtractedText> include, ExtractedText text)
{
    // Boxes within each other beyond this are read in place.
    private const int MaxBoxes = 16;

    private readonly char[] _buffer = new char[4096];
    private readonly Stack<WordStory> _outer = new();
    private readonly WordAlternates _alternates = new();
    private readonly WordMath _math = new();
    private WordStory _story = new(text, isHidden: false);
    private bool _isText;
    private bool _isPrompt;
    private int _deleted = int.MaxValue;

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
        _story.EndBlock();
    }

    private bool IsLeftOut()
    {
        if (reader.Depth > _deleted)
            return true;
        if (reader.NamespaceURI == WordNames.Compatibility)
            return reader.LocalName is "Choice" or "Fallback" && !_alternates.Take(reader);
        if (!reader.IsWord())
            return false;
        return reader.LocalName switch
        {
            "del" or "moveFrom" or "delText" or "instrText" or "delInstrText" or "rt" or "sectPr" => true,
            // The lines between text and notes, which some programs put words into.
            "footnote" or "endnote" => reader.Attribute("type") is not (null or "normal"),
            "sdtContent" => _isPrompt,
            _ => false,
        };
    }

    private void ReadNode()
    {
        if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
        {
            if (_isText)
                Characters();
        }
        else if (reader.NodeType is XmlNodeType.Element)
        {
            // What is empty has no end of its own.
            var (name, isEmpty) = (reader.LocalName, reader.IsEmptyElement);
            Start(name);
            if (isEmpty)
                End(name);
        }
        else if (reader.NodeType is XmlNodeType.EndElement)
            End(reader.LocalName);
    }

    private void Start(string name)
    {
        if (reader.IsWord())
            StartWord(name);
        else if (reader.IsMath())
            StartMath(name);
        else if (reader.IsDrawing())
            StartDrawing(name);
        else if (reader.NamespaceURI == WordNames.Compatibility && name == "AlternateContent")
            _alternates.Start();
        else if (name == "textpath" && reader.NamespaceURI == WordNames.Vml)
            Box(reader.GetAttribute("string"));
        else if (name == "relIds" && reader.NamespaceURI.EndsWith("/diagram", StringComparison.Ordinal))
            Include(reader.Relationship("dm"), isBox: true);
        else if (name == "chart" && reader.NamespaceURI.EndsWith("/chart", StringComparison.Ordinal))
            Include(reader.Relationship("id"), isBox: true);
    }

    private void StartWord(string name)
    {
        switch (name)
        {
            case "p":
                _story.Paragraph = default;
                break;
            case "pPr":
                _story.Paragraph = WordProperties.ReadParagraph(reader, styles, _story.TableStyle);
                break;
            case "r":
                _story.StartRun(new(styles.AreHidden(_story.TableStyle, _story.Paragraph.Style, null), null));
                break;
            case "rPr":
                _story.ChangeRun(WordProperties.ReadRun(reader, styles, _story));
                break;
            case "fldChar":
                _story.Fields.Read(reader, !_story.Run.IsHidden);
                break;
            case "tbl":
                _story.StartTable();
                break;
            case "tblPr":
                _story.StyleTable(WordProperties.ReadTableStyle(reader));
                break;
            case "tr":
                _story.StartRow();
                break;
            case "tc":
                _story.StartCell();
                break;
            case "trPr" or "tcPr":
                var depth = reader.Depth - 1;
                _deleted = WordProperties.Say(reader, name == "trPr" ? "del" : "cellDel") ? depth : _deleted;
                break;
            case "sdt":
                _isPrompt = false;
                break;
            case "sdtPr":
                _isPrompt = WordProperties.Say(reader, "showingPlcHdr");
                break;
            case "altChunk" or "subDoc":
                Include(reader.Relationship("id"), isBox: false);
                break;
            case "txbxContent":
                StartBox();
                break;
            default:
                StartText(name);
                break;
        }
    }

    private void StartText(string name)
    {
        if (_story.Run.IsHidden)
            return;
        switch (name)
        {
            case "t":
                _isText = true;
                break;
            case "tab" or "ptab":
                _story.Text.Write("\t");
                break;
            case "br" when reader.Attribute("type") is "page" or "column":
                _story.Text.Break(TextBreak.Paragraph);
                break;
            case "br" or "cr":
                _story.Text.Write("\n");
                break;
            case "noBreakHyphen":
                _story.Text.Write("\u2011");
                break;
            case "sym":
                _story.Text.Write(WordSymbols.Of(reader.Attribute("font"), reader.Attribute("char")));
                break;
        }
    }

    private void StartMath(string name)
    {
        if (name == "r")
            _story.StartRun(new(styles.AreHidden(_story.TableStyle, _story.Paragraph.Style, null), null));
        else if (name == "t")
            _isText = !_story.Run.IsHidden;
        else
            _math.Start(reader);
    }

    // Text in a shape that is not Word's: a canvas, a diagram.
    private void StartDrawing(string name)
    {
        if (name == "txBody")
            StartBox();
        else if (name == "t")
            _isText = !_story.Run.IsHidden;
        else if (name == "br" && !_story.Run.IsHidden)
            _story.Text.Write("\n");
    }
}
