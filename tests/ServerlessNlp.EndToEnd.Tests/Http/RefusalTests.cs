using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ServerlessNlp.EndToEnd.Tests.Http;

[Collection(SharedServer.Name)]
public sealed class RefusalTests(ServerFixture fixture)
{
    private const string Secret = "zanzibar-marmalade";

    private HttpClient Client => fixture.Server.Client;

    public static TheoryData<string, string, int, string> RefusedBodies => new()
    {
        { "classify", "zanzibar-marmalade", 400, "InvalidRequest" },
        { "classify", """{"documents":[{"text":"zanzibar-marmalade""", 400, "InvalidRequest" },
        { "classify", """["zanzibar-marmalade"]""", 400, "InvalidRequest" },
        { "classify", """{"documents":{"text":"zanzibar-marmalade"}}""", 400, "InvalidRequest" },
        { "classify", """{"documents":[{"text":17,"id":"zanzibar-marmalade"}]}""", 400, "InvalidRequest" },
        { "classify", """{"documents":["zanzibar-marmalade"]}""", 400, "InvalidRequest" },
        { "classify", """{"documents":[{"text":"zanzibar-marmalade \ud800"}]}""", 400, "InvalidRequest" },
        { "classify", """{"documents":[{"text":"x"}],"zanzibar-marmalade":1}""", 400, "InvalidRequest" },
        { "classify", """{"documents":[{"text":"x"}],"model":5}""", 400, "InvalidRequest" },
        { "classify", """{"documents":[{"text":"x"}],"options":"zanzibar-marmalade"}""", 422, "InvalidOption" },
        { "classify", """{"documents":[{"text":"x"}],"model":"zanzibar-marmalade"}""", 404, "ModelNotFound" },
        { "classify", """{"documents":[{"text":"x"}],"model":"../../zanzibar-marmalade"}""", 404, "ModelNotFound" },
        { "classify", """{"documents":[{"text":"x"}],"model":"sentiment@999"}""", 404, "ModelNotFound" },
        { "classify", "{}", 422, "InvalidDocuments" },
        { "classify", """{"documents":[]}""", 422, "InvalidDocuments" },
        { "classify", """{"documents":[{"id":"zanzibar-marmalade"}]}""", 422, "InvalidDocuments" },
        { "classify", """{"documents":[{"id":"zanzibar-marmalade","text":"a"},{"id":"zanzibar-marmalade","text":"b"}]}""", 422, "DuplicateId" },
        { "classify", """{"documents":[{"id":"2","text":"a"},{"text":"b"}]}""", 422, "DuplicateId" },
        { "classify", """{"documents":[{"text":"x"}],"options":{"zanzibar-marmalade":1}}""", 422, "InvalidOption" },
        { "classify", """{"documents":[{"text":"x"}],"options":{"sentenceCount":1}}""", 422, "InvalidOption" },
        { "classify", """{"documents":[{"text":"x"}],"options":{"threshold":2}}""", 422, "InvalidOption" },
        { "summarize", """{"documents":[{"text":"x"}],"options":{"sortBy":"zanzibar-marmalade"}}""", 422, "InvalidOption" },
        { "summarize", """{"documents":[{"text":"x"}],"options":{"sentenceCount":0}}""", 422, "InvalidOption" },
        { "entities", """{"documents":[{"text":"x"}],"model":"sentiment"}""", 422, "WrongTask" },
    };

    [Theory]
    [MemberData(nameof(RefusedBodies))]
    public async Task A_body_that_cannot_be_worked_on_is_refused(string task, string body, int status, string code)
    {
        var response = await Client.PostJsonAsync($"/api/v1/{task}", body);

        await AssertProblemAsync(response, status, code);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        byte[] body = [.. "{\"documents\":[{\"text\":\""u8, 0xC3, 0x28, .. "\"}]}"u8];
        using var content = new ByteArrayContent(body) { Headers = { { "content-type", "application/json" } } };
        using var text = new ByteArrayContent([0xFF, 0xFE, 0x41]) { Headers = { { "content-type", "text/plain" } } };

        await AssertProblemAsync(await Client.PostAsync("/api/v1/classify", content), 400, "InvalidRequest");
        await AssertProblemAsync(await Client.PostAsync("/api/v1/classify", text), 400, "InvalidRequest");
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain; charset=utf-16")]
    public async Task A_content_type_that_is_not_read_is_refused(string contentType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Secret));
        content.Headers.TryAddWithoutValidation("content-type", contentType);

        await AssertProblemAsync(await Client.PostAsync("/api/v1/classify", content), 415, "UnsupportedMediaType");
    }

    [Fact]
    public async Task A_request_of_ten_thousand_documents_is_refused()
    {
        var body = JsonSerializer.Serialize(new { documents = Enumerable.Repeat(new { text = Secret }, 10_000) });

        await AssertProblemAsync(await Client.PostJsonAsync("/api/v1/classify", body), 422, "TooManyDocuments");
    }

    [Fact]
    public async Task A_document_of_ten_megabytes_is_refused_before_it_is_read()
    {
        // Only the head of the request is sent: whoever waits for the body never answers.
        using var socket = new TcpClient();
        await socket.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/classify HTTP/1.1\r\nHost: {Client.BaseAddress.Authority}\r\nContent-Type: application/json\r\nContent-Length: {10 << 20}\r\n\r\n"));

        using var reader = new StreamReader(stream);
        var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Assert.Contains(" 413 ", await reader.ReadLineAsync(deadline.Token));
    }

    [Fact]
    public async Task A_chunked_body_over_the_limit_is_refused()
    {
        using var content = new StreamContent(new MemoryStream(new byte[3 << 20])) { Headers = { { "content-type", "text/plain" } } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/classify") { Content = content, Headers = { TransferEncodingChunked = true } };

        await AssertProblemAsync(await Client.SendAsync(request), 413, "RequestTooLarge");
    }

    [Theory]
    [InlineData(3L << 20, false)]
    [InlineData(3L << 20, true)]
    [InlineData(40L << 20, false)]
    [InlineData(40L << 20, true)]
    [InlineData(1L << 40, false)]
    [InlineData(200L << 20, true)]
    public async Task A_body_of_any_size_over_the_limit_is_refused_with_a_problem(long size, bool chunked)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port);
        var stream = socket.GetStream();
        var length = chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {size}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/classify HTTP/1.1\r\nHost: {Client.BaseAddress.Authority}\r\nContent-Type: text/plain\r\n{length}\r\n\r\n"));
        using var answered = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var sending = SendAsync(stream, size, chunked, answered.Token);

        using var reader = new StreamReader(stream);
        Assert.Contains(" 413 ", await reader.ReadLineAsync(answered.Token));
        var head = new List<string>();
        while (await reader.ReadLineAsync(answered.Token) is { Length: > 0 } line)
            head.Add(line);
        Assert.Contains(head, line => line.Contains("application/problem+json", StringComparison.Ordinal));
        var body = new char[2000];
        var read = await reader.ReadAsync(body.AsMemory(), answered.Token);
        Assert.Contains("RequestTooLarge", new string(body, 0, read), StringComparison.Ordinal);
        await answered.CancelAsync();
        await sending;
    }

    // Until all is sent, or the other side has had enough.
    private static async Task SendAsync(NetworkStream stream, long size, bool chunked, CancellationToken cancellationToken)
    {
        var part = new byte[64 * 1024];
        Array.Fill(part, (byte)'x');
        byte[] chunk = chunked ? [.. Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"), .. part, .. "\r\n"u8] : part;
        try
        {
            for (var sent = 0L; sent < size; sent += part.Length)
                await stream.WriteAsync(chunk, cancellationToken);
            if (chunked)
                await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Answered.
        }
    }

    [Theory]
    [InlineData("/api/v1/classify?model=nobody", 404, "ModelNotFound")]
    [InlineData("/api/v1/classify?colour=red", 422, "InvalidOption")]
    [InlineData("/api/v1/summarize?sentenceCount=many", 422, "InvalidOption")]
    public async Task A_query_that_cannot_be_worked_on_is_refused(string route, int status, string code) =>
        await AssertProblemAsync(await Client.PostTextAsync(route, Secret), status, code);

    [Fact]
    public async Task A_request_that_is_cut_off_disturbs_nobody()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/classify HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\nhalf of it"));
        }

        Assert.Equal(HttpStatusCode.OK, (await Client.PostDocumentsAsync("/api/v1/classify", "Still here.")).StatusCode);
    }

    private async Task AssertProblemAsync(HttpResponseMessage response, int status, string code)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.JsonAsync();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        foreach (var property in new[] { "type", "title", "detail", "traceId" })
            Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty(property).GetString()), property);
        Assert.DoesNotContain("   at ", problem.ToString());
        Assert.DoesNotContain(Repository.Root, problem.ToString());
        // What a caller sent is neither in a response's words nor in a log.
        if (code != "ModelNotFound")
            Assert.DoesNotContain(Secret, problem.ToString());
        Assert.DoesNotContain(Secret, fixture.Server.Log);
    }
}
