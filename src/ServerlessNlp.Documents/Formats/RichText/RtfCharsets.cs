using System.Text;

namespace ServerlessNlp.Documents.Formats.RichText;

/// <summary>Which code page text is in: that of its font, else that of the document.</summary>
internal sealed class RtfCharsets
{
    private const int Windows1252 = 1252;

    private readonly Dictionary<int, int> _fonts = [];
    private int _document = Windows1252;

    /// <summary>The font that text is in where nothing else is said.</summary>
    public int DefaultFont { get; set; }

    public void SetDocument(int codePage) => _document = codePage;

    public void SetFont(int font, int codePage) => _fonts[font] = codePage;

    public string Decode(int font, ReadOnlySpan<byte> bytes) => (Find(_fonts.GetValueOrDefault(font, _document)) ?? Find(Windows1252)!).GetString(bytes);

    /// <summary>The code page of a font's character set (\fcharset), or null where it is the document's.</summary>
    public static int? CodePage(int charset) => charset switch
    {
        77 => 10000,
        128 => 932,
        129 => 949,
        130 => 1361,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        255 => 850,
        _ => null,
    };

    private static Encoding? Find(int codePage)
    {
        if (codePage == Encoding.UTF8.CodePage)
            return Encoding.UTF8;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(codePage);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
