using System.Security.Cryptography;
using System.Text;

namespace ServerlessNlp.EndToEnd.Tests.Queue;

[Collection(SharedServer.Name)]
public sealed class WorkTests(ServerFixture fixture)
{
    private TestStorage Storage => fixture.Storage;

    [Fact]
    public async Task A_document_gets_the_same_answer_by_queue_as_by_http()
    {
        var blob = $"{Guid.NewGuid():n}.txt";
        var etag = await Storage.UploadAsync(blob, Articles.HarbourTown);
        await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob, etag }, tasks = new object[] { new { task = "classify", model = "sentiment", options = new { } }, new { task = "summarize" } } });

        var labels = await Storage.ResultAsync($"latest/uploads/{blob}/classify.json");
        var summary = await Storage.ResultAsync($"latest/uploads/{blob}/summarize.json");

        var byHttp = (await (await fixture.Server.Client.PostDocumentsAsync("/api/v1/classify", Articles.HarbourTown)).JsonAsync()).GetProperty("documents")[0];
        foreach (var (queued, direct) in labels.GetProperty("labels").EnumerateArray().Zip(byHttp.GetProperty("labels").EnumerateArray()))
        {
            Assert.Equal(direct.GetProperty("label").GetString(), queued.GetProperty("label").GetString());
            Assert.Equal(direct.GetProperty("score").GetDouble(), queued.GetProperty("score").GetDouble(), 1e-5);
        }
        var summaryByHttp = (await (await fixture.Server.Client.PostDocumentsAsync("/api/v1/summarize", Articles.HarbourTown)).JsonAsync()).GetProperty("documents")[0];
        Assert.Equal(summaryByHttp.GetProperty("sentences").ToString(), summary.GetProperty("sentences").ToString());
        Assert.Equal("classify", labels.GetProperty("task").GetString());
        Assert.Equal("sentiment", labels.GetProperty("model").GetProperty("name").GetString());
        Assert.True(labels.GetProperty("usage").GetProperty("tokens").GetInt32() > 0);
        var document = labels.GetProperty("document");
        Assert.Equal(("uploads", blob, etag), (document.GetProperty("container").GetString(), document.GetProperty("blob").GetString(), document.GetProperty("etag").GetString()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Articles.HarbourTown))), document.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task A_document_delivered_twice_is_answered_once()
    {
        var text = $"Delivered twice, {Guid.NewGuid():n}.";
        var blob = $"{Guid.NewGuid():n}.md";
        await Storage.UploadAsync(blob, text);
        var message = new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "classify" } } };
        await Storage.SendAsync(message);
        await Storage.ResultAsync($"latest/uploads/{blob}/classify.json");
        var folder = $"by-digest/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}/";
        var first = Assert.Single(await ListAsync(folder));

        await Storage.SendAsync(message);
        await Storage.EmptyAsync();

        Assert.Equal(first, Assert.Single(await ListAsync(folder)));
        Assert.StartsWith($"{folder}classify-sentiment@", first.Name);
    }

    [Fact]
    public async Task A_document_that_has_changed_since_is_superseded_without_a_result_or_poison()
    {
        var blob = $"{Guid.NewGuid():n}.txt";
        var stale = await Storage.UploadAsync(blob, "The first words.");
        await Storage.UploadAsync(blob, "Other words.");

        await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob, etag = stale }, tasks = new[] { new { task = "classify" } } });
        await Storage.EmptyAsync();

        Assert.Null(await Storage.ReadAsync($"latest/uploads/{blob}/classify.json"));
        Assert.DoesNotContain(blob, await PeekedPoisonAsync());
    }

    [Fact]
    public async Task A_blob_created_event_means_its_blob()
    {
        var (one, two) = ($"{Guid.NewGuid():n}.txt", $"folder/{Guid.NewGuid():n}.txt");
        await Storage.Container("documents").GetBlobClient(one).UploadAsync(new BinaryData("Dropped, and lovely."));
        await Storage.Container("documents").GetBlobClient(two).UploadAsync(new BinaryData("Dropped, and awful."));

        await Storage.SendAsync(new { id = "1", topic = "/subscriptions/x", subject = $"/blobServices/default/containers/documents/blobs/{one}", eventType = "Microsoft.Storage.BlobCreated", data = new { api = "PutBlob" }, dataVersion = "", metadataVersion = "1", eventTime = "2026-01-01T00:00:00Z" });
        await Storage.SendAsync(new { specversion = "1.0", id = "2", source = "/subscriptions/x", type = "Microsoft.Storage.BlobCreated", subject = $"/blobServices/default/containers/documents/blobs/{two}", data = new { api = "PutBlob" } });

        foreach (var blob in new[] { one, two })
        {
            Assert.True((await Storage.ResultAsync($"latest/documents/{blob}/classify.json")).GetProperty("labels").GetArrayLength() > 0);
            Assert.True((await Storage.ResultAsync($"latest/documents/{blob}/summarize.json")).GetProperty("sentences").GetArrayLength() > 0);
        }
    }

    [Theory]
    [InlineData("this is not base64!", "InvalidMessage")]
    [InlineData("bm90IGpzb24=", "InvalidMessage")]
    [InlineData("""{"v":2,"document":{"container":"uploads","blob":"NAME"}}""", "InvalidMessage")]
    [InlineData("""{"v":1,"document":{"container":"results","blob":"NAME"}}""", "InvalidMessage")]
    [InlineData("""{"v":1,"document":{"container":"uploads","blob":"NAME"}}""", "DocumentNotFound")]
    [InlineData("""{"v":1,"document":{"container":"uploads","blob":"NAME"},"tasks":[{"task":"translate"}]}""", "TaskNotFound")]
    [InlineData("""{"v":1,"document":{"container":"uploads","blob":"NAME"},"tasks":[{"task":"classify","options":{"colour":1}}]}""", "InvalidOption")]
    public async Task A_message_that_can_never_work_is_poison_at_once_and_holds_nothing_up(string message, string code)
    {
        var name = $"{Guid.NewGuid():n}.txt";
        var good = $"{Guid.NewGuid():n}.txt";
        await Storage.UploadAsync(good, "A good one behind a bad one.");
        await Storage.SendRawAsync(message.StartsWith('{') ? Convert.ToBase64String(Encoding.UTF8.GetBytes(message.Replace("NAME", name))) : message);
        await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob = good }, tasks = new[] { new { task = "classify" } } });

        var original = message.StartsWith('{') ? name : message == "bm90IGpzb24=" ? message : Convert.ToBase64String(Encoding.UTF8.GetBytes(message));
        var poison = await Storage.PoisonedAsync(json => json.GetProperty("message").ToString().Contains(original));

        Assert.Equal(1, poison.GetProperty("v").GetInt32());
        Assert.Equal(code, poison.GetProperty("reason").GetProperty("code").GetString());
        Assert.False(string.IsNullOrWhiteSpace(poison.GetProperty("reason").GetProperty("detail").GetString()));
        Assert.StartsWith(code, Assert.Single(poison.GetProperty("attempts").EnumerateArray()).GetProperty("error").GetString());
        await Storage.ResultAsync($"latest/uploads/{good}/classify.json");
    }

    [Fact]
    public async Task A_document_that_is_no_text_or_too_long_is_poison_with_its_reason()
    {
        var (binary, large, blank) = ($"{Guid.NewGuid():n}.txt", $"{Guid.NewGuid():n}.txt", $"{Guid.NewGuid():n}.txt");
        await Storage.Container("uploads").GetBlobClient(binary).UploadAsync(new BinaryData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 }));
        await Storage.UploadAsync(large, new string('x', 10 << 20));
        await Storage.UploadAsync(blank, " \r\n ");

        foreach (var (blob, code) in new[] { (binary, "UnreadableDocument"), (large, "DocumentTooLong"), (blank, "EmptyDocument") })
        {
            await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob } });
            var poison = await Storage.PoisonedAsync(json => json.GetProperty("message").ToString().Contains(blob));
            Assert.Equal(code, poison.GetProperty("reason").GetProperty("code").GetString());
        }
    }

    private async Task<List<(string Name, DateTimeOffset? LastModified)>> ListAsync(string prefix)
    {
        var found = new List<(string, DateTimeOffset?)>();
        await foreach (var item in Storage.Container("results").GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, prefix, default))
            found.Add((item.Name, item.Properties.LastModified));
        return found;
    }

    private async Task<string> PeekedPoisonAsync() =>
        string.Join('\n', (await Storage.Poison.PeekMessagesAsync(32)).Value.Select(message => Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString()))));
}
