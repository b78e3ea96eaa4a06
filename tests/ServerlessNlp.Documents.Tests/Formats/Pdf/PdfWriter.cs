using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ServerlessNlp.Documents.Tests.Formats.Pdf;

/// <summary>Writes PDFs object by object, as no program would.</summary>
internal sealed class PdfWriter
{
    private readonly MemoryStream _file = new();
    private readonly SortedDictionary<int, long> _offsets = [];

    public PdfWriter() => Raw("%PDF-1.7\n");

    public PdfWriter Raw(string text)
    {
        _file.Write(Encoding.Latin1.GetBytes(text));
        return this;
    }

    public PdfWriter Object(int number, string content)
    {
        _offsets[number] = _file.Position;
        return Raw(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{content}\nendobj\n"));
    }

    public PdfWriter Stream(int number, string content, string dictionary = "") => Stream(number, Encoding.Latin1.GetBytes(content), dictionary);

    public PdfWriter Stream(int number, byte[] content, string dictionary = "") =>
        Object(number, string.Create(CultureInfo.InvariantCulture, $"<<{dictionary}/Length {content.Length}>>\nstream\n{Encoding.Latin1.GetString(content)}\nendstream"));

    /// <summary>A catalogue, a page of a font, and its text.</summary>
    public PdfWriter Page(string text, string resources = "", string page = "", string fonts = "") =>
        Object(1, "<</Type/Catalog/Pages 2 0 R>>")
        .Object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
        .Object(3, $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R{fonts}>>{resources}>>/Contents 4 0 R{page}>>")
        .Stream(4, text)
        .Object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");

    public byte[] Finish()
    {
        var at = _file.Position;
        Raw("xref\n0 1\n0000000000 65535 f \n");
        foreach (var (number, offset) in _offsets)
            Raw(string.Create(CultureInfo.InvariantCulture, $"{number} 1\n{offset:d10} 00000 n \n"));
        Raw(string.Create(CultureInfo.InvariantCulture, $"trailer\n<</Root 1 0 R/Size {_offsets.Keys.Max() + 1}>>\nstartxref\n{at}\n%%EOF\n"));
        return _file.ToArray();
    }

    public static byte[] Deflated(ReadOnlySpan<byte> content)
    {
        using var bytes = new MemoryStream();
        using (var deflate = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(content);
        return bytes.ToArray();
    }
}
