using System.Globalization;
using System.Text;
using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.Spreadsheet;

/// <summary>Reads the cells of a sheet (ECMA-376, part 1, section 18.3): what each shows, without formulas and comments, nothing hidden.</summary>
internal sealed class SheetReader(ExtractedText text, List<string> strings, CellStyles styles)
{
    public const string HiddenContent = "Hidden sheets, rows and columns were left out; a filter hides rows too.";

    private readonly List<(int First, int Last)> _hiddenColumns = [];
    private readonly StringBuilder _value = new();
    private string? _type;
    private string? _style;
    private bool _isValue;
    private bool _isHiddenCell;
    private int _column;

    public void Read(XmlReader reader)
    {
        text.Break(TextBreak.Paragraph);
        reader.Walk(text, () => IsLeftOut(reader), () => Start(reader), () => End(reader.LocalName), () => Characters(reader));
    }

    private bool IsLeftOut(XmlReader reader)
    {
        if (reader.LocalName == "row" && reader.GetAttribute("hidden") is "1" or "true")
        {
            text.Warn(DocumentWarningCodes.HiddenContent, HiddenContent);
            return true;
        }
        return reader.LocalName is "rPh" or "f" or "extLst" or "conditionalFormatting" or "dataValidations" or "headerFooter";
    }

    private void Start(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "col" when reader.GetAttribute("hidden") is "1" or "true" && int.TryParse(reader.GetAttribute("min"), CultureInfo.InvariantCulture, out var first) && int.TryParse(reader.GetAttribute("max"), CultureInfo.InvariantCulture, out var last):
                _hiddenColumns.Add((first, last));
                break;
            case "row":
                text.Break(TextBreak.Line);
                _column = 0;
                break;
            case "c":
                (_type, _style) = (reader.GetAttribute("t"), reader.GetAttribute("s"));
                _column = Column(reader.GetAttribute("r")) ?? _column + 1;
                _isHiddenCell = _hiddenColumns.Exists(columns => _column >= columns.First && _column <= columns.Last);
                _value.Clear();
                break;
            case "v" or "t":
                _isValue = true;
                break;
        }
    }

    private void End(string name)
    {
        switch (name)
        {
            case "v" or "t":
                _isValue = false;
                break;
            case "c":
                WriteCell();
                break;
            case "row":
                text.BreakExactly(TextBreak.Line);
                break;
        }
    }

    private void Characters(XmlReader reader)
    {
        if (_isValue)
            _value.Append(reader.Value);
    }

    private void WriteCell()
    {
        if (_value.Length == 0)
            return;
        if (_isHiddenCell)
        {
            text.Warn(DocumentWarningCodes.HiddenContent, HiddenContent);
            return;
        }
        text.Write(Shown(_value.ToString()));
        text.BreakExactly(TextBreak.Cell);
    }

    private string Shown(string value) => _type switch
    {
        "s" => int.TryParse(value, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < strings.Count ? strings[index] : "",
        "b" => value.Trim() == "1" ? "TRUE" : "FALSE",
        "str" or "inlineStr" or "e" or "d" => value,
        _ => styles.Show(value, _style),
    };

    // C7: the third.
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetter(letter) || column > 20_000)
                break;
            column = (column * 26) + (letter & 0x1F);
        }
        return column > 0 ? column : null;
    }
}
