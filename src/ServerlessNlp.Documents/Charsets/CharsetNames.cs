using System.Text;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>Charsets by the names that documents give them.</summary>
internal static class CharsetNames
{
    // Where documents name a small charset, they mean the larger one that has taken its place (WHATWG Encoding, section 4.2).
    private static readonly Dictionary<string, string> Larger = new(StringComparer.OrdinalIgnoreCase)
    {
        ["us-ascii"] = "windows-1252",
        ["ascii"] = "windows-1252",
        ["ansi_x3.4-1968"] = "windows-1252",
        ["iso-8859-1"] = "windows-1252",
        ["iso8859-1"] = "windows-1252",
        ["latin1"] = "windows-1252",
        ["cp1252"] = "windows-1252",
        ["iso-8859-9"] = "windows-1254",
        ["iso-8859-11"] = "windows-874",
        ["tis-620"] = "windows-874",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["utf8"] = "utf-8",
        ["sjis"] = "shift_jis",
        ["windows-31j"] = "shift_jis",
        ["cp932"] = "shift_jis",
        ["big5-hkscs"] = "big5",
    };

    /// <summary>The charset of that name, or null where there is none.</summary>
    public static Encoding? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        var known = Larger.GetValueOrDefault(name.Trim(), name.Trim());
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(known) ?? Encoding.GetEncoding(known);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // No such charset, or one that is not safe to read (UTF-7): as if nothing had been declared.
            return null;
        }
    }
}
