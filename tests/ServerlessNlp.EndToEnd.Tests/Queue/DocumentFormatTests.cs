using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs.Models;

namespace ServerlessNlp.EndToEnd.Tests.Queue;

[Collection(SharedServer.Name)]
public sealed class DocumentFormatTests(ServerFixture fixture)
{
    private static readonly string[] Paragraphs = Articles.HarbourTown.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private TestStorage Storage => fixture.Storage;

    public static TheoryData<string, string> Formats => new()
    {
        { "docx", "application/octet-stream" },
        { "html", "text/html" },
        { "eml", "application/octet-stream" },
        { "json", "application/json" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_document_of_any_format_is_answered_as_its_text_is_by_http(string extension, string contentType)
    {
        var blob = $"{Guid.NewGuid():n}.{extension}";
        await Storage.Container("uploads").GetBlobClient(blob).UploadAsync(new BinaryData(Written(extension)), new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } });
        await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "summarize" } } });

        var result = await Storage.ResultAsync($"latest/uploads/{blob}/summarize.json");

        var byHttp = (await (await fixture.Server.Client.PostDocumentsAsync("/api/v1/summarize", string.Join("\n\n", Paragraphs))).JsonAsync()).GetProperty("documents")[0];
        Assert.Equal(byHttp.GetProperty("sentences").ToString(), result.GetProperty("sentences").ToString());
        Assert.Equal(extension == "eml" ? "mail" : extension, result.GetProperty("document").GetProperty("format").GetString());
    }

    [Fact]
    public async Task A_document_that_is_not_read_is_poison_with_what_to_do()
    {
        var (pdf, rows, large) = ($"{Guid.NewGuid():n}.pdf", $"{Guid.NewGuid():n}.csv", $"{Guid.NewGuid():n}.docx");
        await Storage.UploadAsync(pdf, "%PDF-1.7 secret words");
        await Storage.UploadAsync(rows, "text\nsecret words\n");
        await Storage.Container("uploads").GetBlobClient(large).UploadAsync(new BinaryData(new byte[100 << 20]));

        foreach (var (blob, code, advice) in new[] { (pdf, "UnreadableDocument", "PDF"), (rows, "UnsupportedFormat", "batch job"), (large, "DocumentTooLong", "Divide it") })
        {
            await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob } });
            var poison = await Storage.PoisonedAsync(json => json.GetProperty("message").ToString().Contains(blob));
            Assert.Equal(code, poison.GetProperty("reason").GetProperty("code").GetString());
            Assert.Contains(advice, poison.GetProperty("reason").GetProperty("detail").GetString());
            Assert.DoesNotContain("secret", poison.ToString());
        }
    }

    [Fact]
    public async Task The_command_reads_a_file_as_the_queue_does()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.Combine("a.docx"), Written("docx"));
        await File.WriteAllTextAsync(folder.Combine("a.pdf"), "%PDF-1.7");

        var docx = await NlpProgram.RunAsync(["summarize", folder.Combine("a.docx")], folder: folder.Path);
        var text = await NlpProgram.RunAsync(["summarize", "-"], string.Join("\n\n", Paragraphs), folder: folder.Path);
        var pdf = await NlpProgram.RunAsync(["summarize", folder.Combine("a.pdf")], folder: folder.Path);

        Assert.Equal((0, 3), (docx.ExitCode, docx.Lines.Length));
        Assert.Equal(text.Lines, docx.Lines);
        Assert.Equal(1, pdf.ExitCode);
        Assert.Contains("damaged", pdf.Error);
    }

    private static byte[] Written(string extension) => extension switch
    {
        "docx" => Docx(),
        "html" => Encoding.Unicode.GetBytes("\uFEFF<title>Not this</title>" + string.Concat(Paragraphs.Select(paragraph => $"<p>{System.Net.WebUtility.HtmlEncode(paragraph)}"))),
        "eml" => Encoding.ASCII.GetBytes("From: a@example.org\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join("\n\n", Paragraphs)), Base64FormattingOptions.InsertLineBreaks)),
        _ => JsonSerializer.SerializeToUtf8Bytes(new { text = string.Join("\n\n", Paragraphs) }),
    };

    private static byte[] Docx()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            using var part = archive.CreateEntry("word/document.xml").Open();
            var paragraphs = Paragraphs.Select(paragraph => $"<w:p><w:r><w:t xml:space='preserve'>{System.Net.WebUtility.HtmlEncode(paragraph)}</w:t></w:r></w:p>");
            part.Write(Encoding.UTF8.GetBytes($"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{string.Concat(paragraphs)}</w:body></w:document>"));
        }
        return file.ToArray();
    }
}
