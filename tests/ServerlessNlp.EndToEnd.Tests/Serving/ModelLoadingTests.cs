using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessNlp.EndToEnd.Tests.Serving;

public sealed partial class ModelLoadingTests
{
    [Fact]
    public async Task A_hundred_first_requests_cause_one_download_and_one_load_and_the_next_process_downloads_nothing()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["Nlp__CacheDirectory"] = folder.Combine("cache"), ["Nlp__MaxConcurrentRequests"] = "100" };
        await using (var first = await NlpServer.StartAsync(settings, folder.Combine("storage")))
        {
            Assert.False(Directory.Exists(folder.Combine("cache")), "nothing is loaded at start");

            var responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => first.Client.PostDocumentsAsync("/api/v1/classify", "All at once.")));

            Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
            Assert.Single(Downloads().Matches(first.Log));
            Assert.Single(Loads().Matches(first.Log));
        }
        await using var second = await NlpServer.StartAsync(settings, folder.Combine("storage"));

        var answer = await (await second.Client.PostDocumentsAsync("/api/v1/classify", "Once more.")).JsonAsync();

        Assert.True(answer.GetProperty("usage").GetProperty("cold").GetBoolean());
        Assert.Empty(Downloads().Matches(second.Log));
        Assert.Single(Loads().Matches(second.Log));
        Assert.False((await (await second.Client.PostDocumentsAsync("/api/v1/classify", "Warm.")).JsonAsync()).GetProperty("usage").GetProperty("cold").GetBoolean());
    }

    [Fact]
    public async Task A_damaged_package_is_refused_until_it_is_mended()
    {
        await using var server = await NlpServer.StartAsync(new Dictionary<string, string> { ["Nlp__ModelRefreshSeconds"] = "0" });
        var models = new TestStorage(server.ConnectionString).Container("models");
        var version = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("models", "sentiment", "manifest.json")))!["version"]!.ToString();
        var model = models.GetBlobClient($"sentiment/{version}/model.onnx");
        var bytes = (await model.DownloadContentAsync()).Value.Content.ToArray();

        await AssertUnavailableAsync(server, () => model.UploadAsync(new BinaryData(bytes[..^100]), overwrite: true));
        var tampered = bytes.ToArray();
        tampered[tampered.Length / 2] ^= 1;
        await AssertUnavailableAsync(server, () => model.UploadAsync(new BinaryData(tampered), overwrite: true));
        await AssertUnavailableAsync(server, () => model.DeleteAsync());
        Assert.Equal(HttpStatusCode.OK, (await server.Client.PostDocumentsAsync("/api/v1/summarize", "Summaries need no model.")).StatusCode);

        await model.UploadAsync(new BinaryData(bytes), overwrite: true);

        Assert.Equal(HttpStatusCode.OK, (await server.Client.PostDocumentsAsync("/api/v1/classify", "Mended.")).StatusCode);
    }

    [Fact]
    public async Task A_cached_package_that_was_tampered_with_is_downloaded_again()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["Nlp__CacheDirectory"] = folder.Combine("cache") };
        await using (var first = await NlpServer.StartAsync(settings, folder.Combine("storage")))
            await first.Client.PostDocumentsAsync("/api/v1/classify", "Fill the cache.");
        var cached = Assert.Single(Directory.GetFiles(folder.Combine("cache"), "model.onnx", SearchOption.AllDirectories));
        var bytes = await File.ReadAllBytesAsync(cached);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(cached, bytes);

        await using var second = await NlpServer.StartAsync(settings, folder.Combine("storage"));

        Assert.Equal(HttpStatusCode.OK, (await second.Client.PostDocumentsAsync("/api/v1/classify", "Sound again.")).StatusCode);
        Assert.Single(Downloads().Matches(second.Log));
    }

    [Fact]
    public async Task A_bad_new_version_leaves_the_one_before_serving()
    {
        await using var server = await NlpServer.StartAsync(new Dictionary<string, string> { ["Nlp__ModelRefreshSeconds"] = "0" });
        var before = (await (await server.Client.PostDocumentsAsync("/api/v1/classify", "Before.")).JsonAsync()).GetProperty("model").ToString();
        var models = new TestStorage(server.ConnectionString).Container("models");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("models", "sentiment", "manifest.json")))!;
        manifest["version"] = "bad";
        await models.GetBlobClient("sentiment/bad/manifest.json").UploadAsync(new BinaryData(manifest.ToJsonString()));

        await models.GetBlobClient("sentiment/current.json").UploadAsync(new BinaryData("""{"version":"bad"}"""), overwrite: true);

        var response = await server.Client.PostDocumentsAsync("/api/v1/classify", "After.");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(before, (await response.JsonAsync()).GetProperty("model").ToString());
    }

    private static async Task AssertUnavailableAsync(NlpServer server, Func<Task> damage)
    {
        await damage();
        var response = await server.Client.PostDocumentsAsync("/api/v1/classify", "Refused.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("ModelUnavailable", (await response.JsonAsync()).GetProperty("code").GetString());
    }

    [GeneratedRegex("Model sentiment@\\S+ is downloaded")]
    private static partial Regex Downloads();

    [GeneratedRegex("Model sentiment@\\S+ is loaded")]
    private static partial Regex Loads();
}
