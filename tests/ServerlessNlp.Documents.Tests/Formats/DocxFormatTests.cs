using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ServerlessNlp.Documents.Tests.Formats;

public sealed class DocxFormatTests
{
    [Fact]
    public void A_document_of_the_sdk_reads_as_its_paragraphs_lists_tables_and_notes()
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.Document = new Document(new Body(
                Paragraph("A head"),
                new Paragraph(Run("One, "), new Run(new RunProperties(new Bold()), Words("two ")), new Run(Words("three"), new TabChar(), Words("four"), new Break(), Words("five & <six>"), new FootnoteReference { Id = 1 })),
                new Paragraph(new ParagraphProperties(new NumberingProperties(new NumberingId { Val = 1 })), Run("An item")),
                new Table(Row("A", "B"), new TableRow(new TableCell(Paragraph("1"), Paragraph("one")), new TableCell(new Table(Row("i", "ii")), Paragraph("")))),
                Paragraph("After"),
                new SectionProperties(new HeaderReference { Id = "none" })));
            main.AddNewPart<HeaderPart>().Header = new Header(Paragraph("Page 1"));
            main.AddNewPart<FootnotesPart>().Footnotes = new Footnotes(new Footnote(Paragraph("The note")) { Id = 1 });
        }

        var read = Read.Bytes(file.ToArray(), "whatever.bin");

        Assert.Equal("A head\n\nOne, two three\tfour\nfive & <six>\n\nAn item\n\nA\tB\n\n1\none\ti\tii\n\nAfter\n\nThe note", read.Text);
        Assert.Equal(("docx", null), (read.Format, read.Charset));
    }

    [Fact]
    public void Random_paragraphs_written_by_the_sdk_read_back_the_same()
    {
        var random = new Random(7);
        const string Alphabet = "abc äß ,.&<>\"' 日本 🙂";
        for (var i = 0; i < 50; i++)
        {
            var paragraphs = Enumerable.Range(0, random.Next(1, 20)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 80)).Select(_ => Pick(random, Alphabet)))).ToList();

            Assert.Equal(string.Join("\n\n", paragraphs), Read.Bytes(Written(paragraphs)).Text);
        }
    }

    [Theory]
    [InlineData("<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:ins><w:r><w:t>b</w:t></w:r></w:ins></w:p>", "ab")]
    [InlineData("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>a</w:t></w:r></w:p>", "a")]
    [InlineData("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>a</w:t></w:r></w:p>", "a")]
    [InlineData("<w:p><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice><w:r><w:t>a</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>a</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>", "a")]
    [InlineData("<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr><w:r><w:t xml:space='preserve'> a </w:t><w:noBreakHyphen/><w:t>b</w:t></w:r></w:p>", " a \u2011b")]
    [InlineData("<w:p><w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>b</w:t></w:r></w:sdtContent></w:sdt></w:p><w:p/><w:p/>", "ab")]
    [InlineData("<w:p>loose words<x:t xmlns:x='other'>x</x:t></w:p>", "")]
    public void What_a_reader_sees_is_read(string body, string text)
    {
        Assert.Equal(text, Read.Bytes(WordFile.Archive(("word/document.xml", WordFile.Document(body)))).Text);
        Assert.Equal(text, Read.Bytes(WordFile.Archive(("word/document.xml", WordFile.Document(body, WordFile.Strict)))).Text);
    }

    [Fact]
    public void The_main_part_is_the_one_that_the_package_names()
    {
        var file = WordFile.Archive(
            ("_rels/.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='/word/document2.xml'/></Relationships>"),
            ("word/document2.xml", WordFile.Document("<w:p><w:r><w:t>this</w:t></w:r></w:p>")));

        Assert.Equal("this", Read.Bytes(file).Text);
    }

    [Theory]
    [InlineData("<!DOCTYPE w:document [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><w:document xmlns:w='X'><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>")]
    [InlineData("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>")]
    [InlineData("<w:document xmlns:w='X'><w:body>")]
    [InlineData("")]
    public void Entities_and_cut_off_parts_are_refused(string xml) =>
        Assert.Equal(ErrorCode.UnreadableDocument, Read.Refused(WordFile.Archive(("word/document.xml", xml.Replace("'X'", $"'{WordFile.Transitional}'")))).Code);

    [Fact]
    public void A_bomb_is_refused_by_its_text_its_part_or_its_entries_before_it_unfolds()
    {
        var text = WordFile.Archive(("word/document.xml", WordFile.Document($"<w:p><w:r><w:t>{new string('a', 30_000_000)}</w:t></w:r></w:p>")));
        Assert.Equal(ErrorCode.DocumentTooLong, Read.Refused(text).Code);

        var part = WordFile.Archive(("word/document.xml", WordFile.Document(new string(' ', 40_000_000))));
        Assert.True(part.Length < 200_000);
        Assert.Equal(ErrorCode.DocumentTooLong, Read.Refused(part).Code);

        var entries = WordFile.Archive([("word/document.xml", WordFile.Document("")), .. Enumerable.Range(0, 5000).Select(i => ($"word/media/{i}", ""))]);
        Assert.Equal(ErrorCode.UnsupportedFormat, Read.Refused(entries).Code);
    }

    [Fact]
    public void A_bomb_that_lies_about_its_size_unfolds_no_further_than_it_says()
    {
        var xml = WordFile.Document(new string(' ', 20_000_000));
        var file = WordFile.Archive(("word/document.xml", xml));
        Span<byte> size = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(size, xml.Length);
        for (var at = file.AsSpan().IndexOf(size); at >= 0; at = file.AsSpan().IndexOf(size))
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), 1000);

        Assert.Equal(ErrorCode.UnreadableDocument, Read.Refused(file).Code);
    }

    [Fact]
    public void Deep_nesting_and_many_names_are_read_in_passing()
    {
        Assert.Equal("", Read.Bytes(WordFile.Archive(("word/document.xml", WordFile.Document(string.Concat(Enumerable.Repeat("<w:sdt>", 200_000)) + string.Concat(Enumerable.Repeat("</w:sdt>", 200_000)))))).Text);
        Assert.Equal("", Read.Bytes(WordFile.Archive(("word/document.xml", WordFile.Document($"<w:p {string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i}='' "))}/>")))).Text);
    }

    [Fact]
    public void A_document_without_words_is_empty() => Assert.Equal("", Read.Bytes(Written([])).Text);

    internal static byte[] Written(IEnumerable<string> paragraphs)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
            document.AddMainDocumentPart().Document = new Document(new Body(paragraphs.Select(Paragraph)));
        return file.ToArray();
    }

    private static string Pick(Random random, string alphabet)
    {
        var runes = alphabet.EnumerateRunes().ToArray();
        return runes[random.Next(runes.Length)].ToString();
    }

    private static OpenXmlElement Words(string text) => new DocumentFormat.OpenXml.Wordprocessing.Text(text) { Space = SpaceProcessingModeValues.Preserve };

    private static Run Run(string text) => new(Words(text));

    private static Paragraph Paragraph(string text) => new(Run(text));

    private static TableRow Row(params string[] cells) => new(cells.Select(cell => new TableCell(Paragraph(cell))));
}
