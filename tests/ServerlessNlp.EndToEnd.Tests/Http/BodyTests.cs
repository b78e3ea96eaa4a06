using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ServerlessNlp.EndToEnd.Tests.Http;

[Collection(SharedServer.Name)]
public sealed class BodyTests(ServerFixture fixture)
{
    private const string Request = """{"documents":[{"id":17,"text":"Work begins in May. It ends in June."}]}""";

    [Theory]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json;charset='utf-8'")]
    public async Task A_charset_may_be_in_quotation_marks_and_a_body_have_a_byte_order_mark(string contentType)
    {
        var answer = await AnswerAsync([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Request)], contentType: contentType);

        Assert.Equal("17", answer.GetProperty("documents")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_body_may_be_compressed_and_the_limit_is_of_what_comes_out(string encoding)
    {
        var answer = await AnswerAsync(Compressed(encoding, Encoding.UTF8.GetBytes(Request)), encoding);
        Assert.Equal(1, answer.GetProperty("documents").GetArrayLength());

        var bomb = await PostAsync(Compressed(encoding, new byte[64 << 20]), encoding);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bomb.StatusCode);

        var damaged = await PostAsync(Encoding.UTF8.GetBytes(Request), encoding);
        Assert.Equal(HttpStatusCode.BadRequest, damaged.StatusCode);
    }

    [Fact]
    public async Task An_encoding_that_is_not_known_is_refused() =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync(Encoding.UTF8.GetBytes(Request), "zstd")).StatusCode);

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_an_error_of_its_document_alone()
    {
        var answer = await AnswerAsync(Encoding.ASCII.GetBytes("""{"documents":[{"id":"a","text":"Great phone \ud83d"},{"id":"b","text":"Work begins."},{"id":"c","text":"\udc00 x"}]}"""));

        Assert.Equal(["b"], answer.GetProperty("documents").EnumerateArray().Select(document => document.GetProperty("id").GetString()));
        Assert.Equal(["a", "c"], answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("id").GetString()));
        Assert.All(answer.GetProperty("errors").EnumerateArray(), error => Assert.Equal("InvalidRequest", error.GetProperty("error").GetProperty("code").GetString()));
    }

    private async Task<JsonElement> AnswerAsync(byte[] body, string? encoding = null, string contentType = "application/json")
    {
        var response = await PostAsync(body, encoding, contentType);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string? encoding, string contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return await fixture.Server.Client.PostAsync("/api/v1/summarize", content);
    }

    private static byte[] Compressed(string encoding, byte[] bytes)
    {
        using var output = new MemoryStream();
        using (Stream stream = encoding switch { "gzip" => new GZipStream(output, CompressionLevel.Fastest), "br" => new BrotliStream(output, CompressionLevel.Fastest), _ => new ZLibStream(output, CompressionLevel.Fastest) })
            stream.Write(bytes);
        return output.ToArray();
    }
}
