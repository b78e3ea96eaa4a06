using System.Text;

namespace ServerlessNlp.Documents.Tests.Formats;

/// <summary>Where the parts of a DOCX stand, and what they are called, is up to the program that wrote it.</summary>
public sealed class WordPackageTests
{
    private static readonly string Notes = WordFile.Part("footnotes", $"<w:footnote w:type='separator' w:id='-1'>{WordFile.P("x")}</w:footnote><w:footnote w:type='continuationNotice' w:id='0'>{WordFile.P("x")}</w:footnote><w:footnote w:id='1'>{WordFile.P("The note.")}</w:footnote>");

    [Theory]
    [InlineData("word/document.xml", "word/document.xml")]
    [InlineData("/word/document2.xml", "word/document2.xml")]
    [InlineData("docs/main.xml", "docs/main.xml")]
    [InlineData("/main.xml", "main.xml")]
    [InlineData("./word/../word/document.xml", "Word/Document.xml")]
    [InlineData("word/my%20doc.xml", "word/my doc.xml")]
    [InlineData("word\\document.xml", "word\\document.xml")]
    public void The_body_is_found_by_its_relationship(string target, string name)
    {
        var folder = name[..(name.LastIndexOfAny(['/', '\\']) + 1)];
        var file = WordFile.Archive(
            ("_rels/.rels", WordFile.Relationships(("r0", "extended-properties", "docProps/app.xml"), ("r1", "officeDocument", target))),
            (name, WordFile.Document(WordFile.P("Body."))),
            ($"{folder}_rels/{name[folder.Length..]}.rels", WordFile.Relationships(("n", "footnotes", "../notes/some.xml"))),
            ("notes/some.xml", Notes));

        Assert.Equal("Body.\n\nThe note.", Read.Bytes(file).Text);
    }

    [Fact]
    public void A_package_without_relationships_or_content_types_has_words_own_names()
    {
        Assert.Equal("Body.\n\nThe note.", Read.Bytes(WordFile.Of(WordFile.P("Body."), ("word/footnotes.xml", Notes))).Text);

        var typed = WordFile.Archive(
            ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/x/y.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml'/></Types>"),
            ("x/y.xml", WordFile.Document(WordFile.P("Body."))));
        Assert.Equal("Body.", Read.Bytes(typed).Text);
    }

    [Theory]
    [InlineData("word/footnotes.xml", "<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:footnote><w:p>")]
    [InlineData("word/styles.xml", "no xml")]
    [InlineData("word/_rels/document.xml.rels", "<Relationships")]
    public void A_damaged_part_beside_the_body_is_said_and_takes_nothing_from_it(string part, string content)
    {
        var read = Read.Bytes(WordFile.Of(WordFile.P("Body."), (part, content)));

        Assert.Equal("Body.", read.Text);
        Assert.Equal([DocumentWarningCodes.PartNotRead], read.Warnings.Select(warning => warning.Code));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void Parts_are_read_in_their_charset(string charset)
    {
        var encoding = Encoding.GetEncoding(charset);
        var xml = $"<?xml version='1.0' encoding='{charset[..Math.Min(6, charset.Length)]}'?>" + WordFile.Document(WordFile.P("Größe 日本"));

        Assert.Equal("Größe 日本", Read.Bytes(WordFile.Archive([("word/document.xml", (byte[])[.. encoding.Preamble, .. encoding.GetBytes(xml)])])).Text);
    }

    [Theory]
    [InlineData("<html><body><p>Chunk &amp; more.</p></body></html>", "html", "text/html", "Chunk & more.")]
    [InlineData("<p>Chunk.</p>", "dat", "text/html", "Chunk.")]
    [InlineData("<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Chunk.</p></body></html>", "xhtml", "application/xhtml+xml", "Chunk.")]
    [InlineData("Chunk in plain text.", "txt", "text/plain", "Chunk in plain text.")]
    [InlineData("From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>Chunk.</p>", "mht", "application/x-mimearchive", "Chunk.")]
    public void Imported_text_stands_where_it_is_taken_in(string chunk, string extension, string type, string text)
    {
        var file = WordFile.Of(
            $"{WordFile.P("Before.")}<w:altChunk r:id='c'><w:altChunkPr/></w:altChunk>{WordFile.P("After.")}",
            ("[Content_Types].xml", WordFile.ContentTypes((extension, type))),
            ("word/_rels/document.xml.rels", WordFile.Relationships(("c", "aFChunk", $"/word/chunk.{extension}"))),
            ($"word/chunk.{extension}", chunk));

        Assert.Equal($"Before.\n\n{text}\n\nAfter.", Read.Bytes(file).Text);
    }

    [Fact]
    public void A_document_within_a_document_is_read_and_one_that_cant_be_is_said()
    {
        var read = Read.Bytes(Within(WordFile.Of(WordFile.P("Inner."))));
        Assert.Equal("Outer.\n\nInner.", read.Text);
        Assert.Empty(read.Warnings);

        foreach (var chunk in new[] { Encoding.ASCII.GetBytes("GIF89a\u0001\0\u0001\0\0\0\0"), "PK\u0003\u0004 no archive"u8.ToArray(), Within(Within(Within(Within(Within(Within(WordFile.Of(WordFile.P("Deep."))))))))})
        {
            read = Read.Bytes(Within(chunk));
            Assert.StartsWith("Outer.", read.Text);
            Assert.DoesNotContain("Deep.", read.Text);
            Assert.Equal([DocumentWarningCodes.PartNotRead], read.Warnings.Select(warning => warning.Code));
        }
    }

    [Fact]
    public void What_is_linked_and_not_there_is_said()
    {
        var read = Read.Bytes(WordFile.Of($"{WordFile.P("Here.")}<w:altChunk r:id='none'/><w:p><w:subDoc r:id='s'/></w:p>",
            ("word/_rels/document.xml.rels", WordFile.Relationships(("s", "subDocument", "chapter.docx")))));

        Assert.Equal("Here.", read.Text);
        Assert.Equal([DocumentWarningCodes.PartNotRead], read.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Diagrams_and_titles_of_charts_stand_behind_their_paragraph()
    {
        const string Drawing = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><dgm:relIds r:dm='d' r:lo='x'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:drawing><c:chart r:id='c'/></w:drawing></w:r>";
        const string Names = "xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram' xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'";
        var file = WordFile.Of($"<w:p>{WordFile.R("See")}{Drawing}{WordFile.R(" this.")}</w:p>",
            ("word/_rels/document.xml.rels", WordFile.Relationships(("d", "diagramData", "diagrams/data1.xml"), ("c", "chart", "charts/chart1.xml"))),
            ("word/diagrams/data1.xml", $"<dgm:dataModel {Names}><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>Plan</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>Do</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"),
            ("word/charts/chart1.xml", $"<c:chartSpace {Names}><c:title><c:tx><c:rich><a:p><a:r><a:t>Rain in mm</a:t></a:r></a:p></c:rich></c:tx></c:title><c:v>12</c:v></c:chartSpace>"));

        Assert.Equal("See this.\n\nPlan\n\nDo\n\nRain in mm", Read.Bytes(file).Text);
    }

    [Fact]
    public void A_part_that_is_named_a_million_times_is_not_read_a_million_times()
    {
        var inner = WordFile.Of(string.Concat(Enumerable.Repeat("<w:altChunk r:id='c'/>", 100_000)),
            ("word/_rels/document.xml.rels", WordFile.Relationships(("c", "aFChunk", "chunk.html"))), ("word/chunk.html", "<html>"));

        Assert.Equal(ErrorCode.DocumentTooLong, Read.Refused(inner).Code);
        Assert.Equal(ErrorCode.DocumentTooLong, Read.Refused(Within(inner)).Code);
    }

    private static byte[] Within(byte[] chunk) => WordFile.Archive(
    [
        ("word/document.xml", Encoding.UTF8.GetBytes(WordFile.Document($"{WordFile.P("Outer.")}<w:altChunk r:id='c'/>"))),
        ("word/_rels/document.xml.rels", Encoding.UTF8.GetBytes(WordFile.Relationships(("c", "aFChunk", "chunk.docx")))),
        ("word/chunk.docx", chunk),
    ]);
}
