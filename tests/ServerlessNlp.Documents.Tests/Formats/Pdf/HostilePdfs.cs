using System.Text;

namespace ServerlessNlp.Documents.Tests.Formats.Pdf;

/// <summary>PDFs that are made to hurt, each in its way.</summary>
internal static class HostilePdfs
{
    private const string Words = "BT /F 12 Tf 50 700 Td (Some words.) Tj ET";

    private static readonly Dictionary<string, Func<byte[]>> ByName = new()
    {
        ["a page tree 100,000 levels deep"] = () => Tree(100_000),
        ["a page tree that is its own child"] = () => new PdfWriter().Object(1, "<</Type/Catalog/Pages 2 0 R>>").Object(2, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1>>").Finish(),
        ["a page tree of two that are each other's children"] = () => new PdfWriter().Object(1, "<</Type/Catalog/Pages 2 0 R>>").Object(2, "<</Type/Pages/Kids[3 0 R 3 0 R]>>").Object(3, "<</Type/Pages/Kids[2 0 R 2 0 R]>>").Finish(),
        ["200,000 pages that are one"] = () => new PdfWriter().Object(1, "<</Type/Catalog/Pages 2 0 R>>").Object(2, $"<</Type/Pages/Kids[{Times("3 0 R ", 200_000)}]/Count 200000>>").Object(3, "<</Type/Page/MediaBox[0 0 9 9]>>").Finish(),
        ["a gigabyte of spaces, deflated"] = () => Deflated(Bomb(1000), 1),
        ["a gigabyte of spaces, deflated twice"] = () => Deflated(Bomb(1000), 2),
        ["sixty streams of thirty megabytes"] = Streams,
        ["a cross-reference stream of two thousand million entries"] = () => Crossed("/Index[0 2147483647]/Size 2147483647"),
        ["a cross-reference stream of as many by its size"] = () => Crossed("/Size 2147483647"),
        ["a table that says it has 999,999,999 entries"] = () => Encoding.Latin1.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\nxref\n0 999999999\n0000000000 65535 f \ntrailer<</Root 1 0 R>>\nstartxref\n49\n%%EOF"),
        ["cross-reference tables that name each other"] = () => Encoding.Latin1.GetBytes("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"),
        ["a million objects"] = () => new PdfWriter().Page(Words).Raw(string.Concat(Enumerable.Range(6, 1_000_000).Select(i => $"{i} 0 obj 0 endobj\n"))).Finish(),
        ["a million objects and no table"] = () => [.. "%PDF-1.7\n"u8, .. Encoding.Latin1.GetBytes(string.Concat(Enumerable.Range(6, 1_000_000).Select(i => $"{i} 0 obj<<>>endobj\n")))],
        ["forms that draw the next ten times"] = Forms,
        ["forms that draw each other"] = () => new PdfWriter().Page("/A Do", "/XObject<</A 6 0 R>>").Stream(6, "/B Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</B 7 0 R>>>>").Stream(7, "/A Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 6 0 R>>>>").Finish(),
        ["a character map of four thousand million characters"] = () => Mapped("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"),
        ["a thousand character maps of 65,536 each"] = () => Mapped(Times("1 beginbfrange <0000> <FFFF> <0041> endbfrange\n", 1000)),
        ["a character map that uses itself"] = () => Mapped("/X usecmap", "/UseCMap 8 0 R"),
        ["space for two thousand million code ranges"] = () => Mapped("2000000000 begincodespacerange <00> <FF> endcodespacerange"),
        ["widths of two thousand million glyphs"] = () => Mapped("", widths: "/W[0 2147483646 500]"),
        ["heights of two thousand million glyphs"] = () => Mapped("", widths: "/W2[0 2147483646 1 2 3]"),
        ["a million brackets"] = () => new PdfWriter().Page(Times("[", 1_000_000)).Finish(),
        ["a million dictionaries within each other"] = () => new PdfWriter().Page(Words).Object(6, Times("<</A", 1_000_000)).Finish(),
        ["a million saved states"] = () => new PdfWriter().Page(Times("q ", 2_000_000) + Words).Finish(),
        ["a length that is itself"] = () => new PdfWriter().Page(Words).Object(6, "<</Length 6 0 R>>\nstream\nx\nendstream").Finish(),
        ["objects that are each other"] = () => new PdfWriter().Page(Words, page: "/Annots 6 0 R").Object(6, "7 0 R").Object(7, "6 0 R").Finish(),
        ["a colour space within itself"] = () => new PdfWriter().Page("/C cs 1 scn " + Words, "/ColorSpace<</C 6 0 R>>/Pattern<</P 7 0 R>>").Object(6, "[/Indexed 6 0 R 1 <00>]").Object(7, "<</PatternType 2/Shading<</ShadingType 2/ColorSpace 6 0 R/Coords[0 0 1 1]/Function 8 0 R>>>>").Object(8, "<</FunctionType 3/Domain[0 1]/Functions[8 0 R 8 0 R]/Bounds[0]/Encode[0 1 0 1]>>").Finish(),
        ["a font within itself"] = () => new PdfWriter().Page("BT /G 12 Tf (a) Tj ET", fonts: "/G 6 0 R").Object(6, "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>").Finish(),
        ["a glyph that draws itself"] = () => new PdfWriter().Page("BT /G 12 Tf (aaaa) Tj ET", fonts: "/G 6 0 R").Object(6, "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 7 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1]/Resources<</Font<</G 6 0 R>>>>>>").Stream(7, "1 0 d0 BT /G 12 Tf (aaaa) Tj ET").Finish(),
        ["fields that are their own parents"] = () => new PdfWriter().Page(Words, page: "/Annots[6 0 R]").Object(6, "<</Type/Annot/Subtype/Widget/Parent 6 0 R/Kids[6 0 R]/Rect[0 0 9 9]>>").Finish(),
        ["ten million glyphs"] = () => new PdfWriter().Page($"BT /F 1 Tf {Times($"({new string('a', 1000)}) Tj ", 10_000)}ET").Finish(),
        ["a million lines at their own heights"] = () => new PdfWriter().Page($"BT /F 1 Tf {Times("0.001 0.0007 Td (a) Tj ", 300_000)}ET").Finish(),
        ["numbers that are none"] = () => new PdfWriter().Page("BT /F 1e308 Tf 1e308 0 0 1e308 1e308 1e308 Tm (a) Tj -99999999999999999999 0 Td (b) Tj ET").Finish(),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static byte[] Make(string name) => ByName[name]();

    private static byte[] Tree(int levels)
    {
        var writer = new PdfWriter().Object(1, "<</Type/Catalog/Pages 2 0 R>>");
        for (var i = 2; i < levels + 2; i++)
            writer.Object(i, $"<</Type/Pages/Kids[{i + 1} 0 R]>>");
        return writer.Object(levels + 2, "<</Type/Page/MediaBox[0 0 9 9]>>").Finish();
    }

    private static byte[] Bomb(int megabytes)
    {
        // The same megabyte again and again: deflated as one stream.
        var (block, bytes) = (Encoding.ASCII.GetBytes(new string(' ', 1 << 20)), new MemoryStream());
        using (var deflate = new System.IO.Compression.ZLibStream(bytes, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < megabytes; i++)
                deflate.Write(block);
        }
        return bytes.ToArray();
    }

    private static byte[] Deflated(byte[] content, int times)
    {
        for (var i = 1; i < times; i++)
            content = PdfWriter.Deflated(content);
        return new PdfWriter().Page("", page: "/Contents 6 0 R").Object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 6 0 R>>").Stream(6, content, $"/Filter[{Times("/FlateDecode", times)}]").Finish();
    }

    private static byte[] Streams()
    {
        var writer = new PdfWriter().Page("").Object(3, $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[{string.Concat(Enumerable.Range(6, 60).Select(i => $"{i} 0 R "))}]>>");
        var bomb = Bomb(30);
        for (var i = 6; i < 66; i++)
            writer.Stream(i, bomb, "/Filter/FlateDecode");
        return writer.Finish();
    }

    private static byte[] Crossed(string entries)
    {
        var stream = $"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]>>endobj\n";
        var at = "%PDF-1.7\n".Length + stream.Length;
        return Encoding.Latin1.GetBytes($"%PDF-1.7\n{stream}9 0 obj<</Type/XRef/Root 1 0 R/W[1 1 1]{entries}/Length 3>>\nstream\nabc\nendstream endobj\nstartxref\n{at}\n%%EOF");
    }

    private static byte[] Forms()
    {
        var writer = new PdfWriter().Page("/A Do", "/XObject<</A 6 0 R>>");
        for (var i = 6; i < 16; i++)
            writer.Stream(i, Times("/A Do ", 10), $"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A {i + 1} 0 R>>>>");
        return writer.Stream(16, "BT ET", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]").Finish();
    }

    private static byte[] Mapped(string map, string stream = "", string widths = "") =>
        new PdfWriter().Page("BT /G 12 Tf <00410042> Tj ET", fonts: "/G 6 0 R")
            .Object(6, "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>")
            .Object(7, $"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>{widths}/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1 1]/ItalicAngle 0/Ascent 1/Descent 0/CapHeight 1/StemV 1>>>>")
            .Stream(8, $"/CIDInit /ProcSet findresource begin begincmap /CMapName /X def\n{map}\nendcmap", stream)
            .Finish();

    private static string Times(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
