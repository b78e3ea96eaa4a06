using System.Globalization;
using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.Spreadsheet;

/// <summary>How numbers are shown: which are dates and shares (ECMA-376, part 1, sections 18.8.30 and 18.17.4). Others are given as they are.</summary>
internal sealed class CellStyles
{
    // The last day that the format has.
    private const double MaxSerial = 2_958_466;

    private readonly List<string?> _formats = [];
    private readonly bool _since1904;

    private CellStyles(bool since1904) => _since1904 = since1904;

    public static CellStyles Read(Package package, string? part, bool since1904)
    {
        var styles = new CellStyles(since1904);
        if (part is null)
            return styles;
        var codes = new Dictionary<string, string>();
        var isCells = false;
        using var reader = package.OpenXml(part);
        while (reader.Read())
        {
            if (reader.LocalName == "cellXfs")
                isCells = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "numFmt" && reader.GetAttribute("numFmtId") is { } id)
                codes[id] = reader.GetAttribute("formatCode") ?? "";
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "xf" && isCells)
                styles._formats.Add(reader.GetAttribute("numFmtId") is { } format ? codes.GetValueOrDefault(format) ?? BuiltIn(format) : null);
        }
        return styles;
    }

    /// <summary>A number as its cell shows it, but for how many of its digits.</summary>
    public string Show(string number, string? style)
    {
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            return number;
        var format = int.TryParse(style, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < _formats.Count ? _formats[index] : null;
        var bare = format is null ? "" : Bare(format);
        if (bare.Contains('%'))
            return (value * 100).ToString("G15", CultureInfo.InvariantCulture) + "%";
        return bare.AsSpan().IndexOfAny("ymdhsYMDHS") >= 0 && value is >= 0 and < MaxSerial ? Date(value) : value.ToString("G15", CultureInfo.InvariantCulture);
    }

    private string Date(double serial)
    {
        // The format counts a 29 February 1900 that was none.
        var days = _since1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
        var date = DateTime.FromOADate(0).AddSeconds(Math.Round(days * 86_400));
        if (serial < 1)
            return date.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    // Without quoted words, colours and conditions.
    private static string Bare(string format)
    {
        var bare = new System.Text.StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] is '"' or '[' && format.IndexOf(format[i] == '"' ? '"' : ']', i + 1) is > 0 and var end)
                i = end;
            else if (format[i] is '\\' or '_' or '*')
                i++;
            else
                bare.Append(format[i]);
        }
        return bare.Replace("General", "").ToString();
    }

    private static string? BuiltIn(string id) => int.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number switch
    {
        9 or 10 => "0%",
        (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => "y",
        _ => null,
    } : null;
}
