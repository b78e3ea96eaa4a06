using System.IO.Compression;
using System.Text;

namespace ServerlessNlp.Documents.Tests;

public sealed class FormatDetectorTests
{
    [Theory]
    [InlineData("text", "Plain words.", null, null)]
    [InlineData("text", "Plain words.", "a.txt", "application/octet-stream")]
    [InlineData("text", "Plain words.", "no extension", "image/x-unheard-of")]
    [InlineData("markdown", "# Words", "A.MD", null)]
    [InlineData("markdown", "# Words", "a.txt", "text/markdown; charset=utf-8")]
    [InlineData("html", "<p>Words", "a.htm", null)]
    [InlineData("html", "<p>Words", "a.txt", "TEXT/HTML")]
    [InlineData("html", "<!-- x -->\n<!DOCTYPE html><p>Words", "a.txt", "text/plain")]
    [InlineData("html", "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html><p>Words</p></html>", null, null)]
    [InlineData("html", "\uFEFF<html><p>Words", "a.md", null)]
    [InlineData("json", """{"text":"Words"}""", "a.json", null)]
    [InlineData("json", """{"text":"Words"}""", null, "application/json")]
    [InlineData("text", """{"text":"Words"}""", null, null)]
    [InlineData("mail", "Subject: Words\n\nMore", "a.eml", null)]
    [InlineData("mail", "Subject: Words\n\nMore", "a", "message/rfc822")]
    [InlineData("mail", "Received: by x\r\n\tid 1\r\nFrom: a@b\r\n\r\nWords", null, "text/plain")]
    [InlineData("text", "From: a memo\nTo: all\n\nWords", "a.txt", null)]
    [InlineData("text", "<b> stands for bold words", "a.txt", null)]
    public void Content_then_content_type_then_extension_then_look_tell_the_format(string format, string content, string? name, string? contentType)
    {
        var read = Read.Bytes(Encoding.UTF8.GetBytes(content), name, contentType);

        Assert.Equal(format, read.Format);
        Assert.Contains("ords", read.Text);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "CSV", "batch job", "rows.csv")]
    [InlineData("a\tb\n", "CSV", "batch job", "x", "text/tab-separated-values")]
    [InlineData("""{"text":"x"}""", "JSON Lines", "batch job", "x.jsonl")]
    [InlineData("<a/>", "XML", "HTML", "a.xml")]
    public void A_format_that_is_not_read_tells_what_to_do(string content, string what, string advice, string? name = null, string? contentType = null)
    {
        var refused = Read.Refused(content, name, contentType);

        AssertUnsupported(refused, what, advice);
    }

    [Theory]
    [InlineData("89504E470D0A1A0A0000", "picture")]
    [InlineData("FFD8FFE000104A464946", "picture")]
    [InlineData("52494646000000005741564566", "picture")]
    [InlineData("000000186674797069736F6D00", "picture")]
    [InlineData("1F8B0800000000", "archive")]
    [InlineData("377ABCAF271C0004", "archive")]
    [InlineData("7F454C4602010100000000000000000003003E0001", "unknown kind")]
    [InlineData("00000000000000000000000000000000", "unknown kind")]
    public void Pictures_archives_and_data_are_refused_whatever_they_are_called(string hex, string what)
    {
        foreach (var (name, contentType) in new[] { ((string?)"a.txt", "text/plain"), ("a.docx", null), (null, "text/html") })
        {
            var refused = Read.Refused(Convert.FromHexString(hex), name, contentType);
            AssertUnsupported(refused, what);
        }
    }

    [Theory]
    [InlineData("EncryptedPackage", "encrypted", "password")]
    [InlineData("WordDocument", ".doc", "DOCX")]
    [InlineData("Workbook", "before 2007", "DOCX")]
    public void A_compound_file_is_told_by_its_streams(string stream, string what, string advice)
    {
        byte[] file = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes("Root Entry"), .. new byte[108], .. Encoding.Unicode.GetBytes(stream)];

        var refused = Read.Refused(file, "a.docx");

        AssertUnsupported(refused, what, advice);
    }

    [Theory]
    [InlineData("content.xml", "OpenDocument")]
    [InlineData("../../../etc/passwd", "archive")]
    public void A_zip_that_is_no_word_document_is_told_by_what_is_in_it(string entry, string what)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
            archive.CreateEntry(entry);

        var refused = Read.Refused(file.ToArray(), "a.docx");

        AssertUnsupported(refused, what);
    }

    [Fact]
    public void Something_else_that_is_called_docx_is_unreadable() =>
        Assert.Equal(ErrorCode.UnreadableDocument, Read.Refused("Plain words.", "a.docx").Code);

    [Fact]
    public void Control_characters_are_text_like_any_other() =>
        Assert.Equal("Words\0with a few \u0001 of them, but few.", Read.Text("Words\0with a few \u0001 of them, but few."));

    [Fact]
    public void Nothing_is_text_without_characters() =>
        Assert.Equal("", Read.Bytes([], "a.txt").Text);

    private static void AssertUnsupported(NlpException refused, params string[] words)
    {
        Assert.Equal(ErrorCode.UnsupportedFormat, refused.Code);
        Assert.All(words, word => Assert.Contains(word, refused.Message));
    }
}
