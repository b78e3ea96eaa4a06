using System.Net;
using System.Net.Http.Headers;

namespace ServerlessNlp.EndToEnd.Tests.Page;

[Collection(SharedServer.Name)]
public sealed class PageFileTests(ServerFixture fixture)
{
    private const int Limit = 60_000;

    private static readonly string[] Files = [.. Directory.GetFiles(Repository.PathOf("src", "ServerlessNlp.Functions", "Page")).Select(Path.GetFileName).Where(name => !name!.EndsWith(".cs", StringComparison.Ordinal)).Order()!];

    [Fact]
    public async Task The_page_and_what_belongs_to_it_are_served_with_a_policy_that_lets_nothing_else_in()
    {
        foreach (var path in Files.Select(file => file == "index.html" ? "/" : $"/page/{file}"))
        {
            var response = await fixture.Server.Client.GetAsync(path);

            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
            Assert.StartsWith("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public void The_page_is_light_and_holds_nothing_from_elsewhere_and_nothing_inline()
    {
        var texts = Files.ToDictionary(file => file, file => File.ReadAllText(Repository.PathOf("src", "ServerlessNlp.Functions", "Page", file)));

        Assert.InRange(texts.Values.Sum(text => text.Length), 1, Limit);
        Assert.All(texts.Where(file => !file.Key.EndsWith(".svg", StringComparison.Ordinal)), file => Assert.DoesNotContain("://", file.Value));
        Assert.DoesNotContain("style=", texts["index.html"]);
        Assert.DoesNotContain("onclick=", texts["index.html"]);
        Assert.All(texts.Values, text => Assert.DoesNotContain("innerHTML", text));
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        var first = await fixture.Server.Client.GetAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { IfNoneMatch = { EntityTagHeaderValue.Parse(first.Headers.ETag!.Tag) } } };

        Assert.Equal(HttpStatusCode.NotModified, (await fixture.Server.Client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("/page/nothing.js")]
    [InlineData("/page/..%2Fhost.json")]
    [InlineData("/page/Page%2Findex.html")]
    public async Task There_is_nothing_else_to_get(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Server.Client.GetAsync(path)).StatusCode);

    [Fact]
    public async Task A_document_is_read_as_tasks_get_it()
    {
        using var content = new StringContent("<h1>Tides</h1><p hidden>No.</p><p>The tide turns at ten.");
        content.Headers.ContentType = new MediaTypeHeaderValue("text/html");

        var answer = await (await fixture.Server.Client.PostAsync("/api/v1/read?name=a.html", content)).JsonAsync();

        Assert.Equal("html", answer.GetProperty("format").GetString());
        Assert.Equal("Tides\n\nThe tide turns at ten.", answer.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_document_that_can_t_be_read_is_refused_with_its_reason()
    {
        using var content = new ByteArrayContent([0x89, .. "PNG\r\n\u001A\n\0\0\0\rIHDR"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");

        var response = await fixture.Server.Client.PostAsync("/api/v1/read?name=a.png", content);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "UnsupportedFormat"), (response.StatusCode, (await response.JsonAsync()).GetProperty("code").GetString()));
    }
}
