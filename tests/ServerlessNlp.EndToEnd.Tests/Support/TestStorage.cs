using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.EndToEnd.Tests.Support;

/// <summary>The storage as an outsider sees it: with the SDK's clients alone.</summary>
internal sealed class TestStorage(string connectionString)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public QueueClient Documents { get; } = new(connectionString, StorageNames.DocumentsQueue);

    public QueueClient Poison { get; } = new(connectionString, StorageNames.PoisonQueue);

    public QueueClient Completions { get; } = new(connectionString, ServerFixture.CompletionQueue);

    public BlobContainerClient Container(string name) => new(connectionString, name);

    /// <summary>A container whose blobs keep the slashes of their names.</summary>
    public BlobContainerClient Exactly(string name) => new(connectionString, name, new BlobClientOptions { TrimBlobNameSlashes = false });

    /// <summary>Uploads text to a blob of the container `uploads` and gives its etag.</summary>
    public async Task<string> UploadAsync(string blob, string text) =>
        (await Container(StorageNames.UploadsContainer).GetBlobClient(blob).UploadAsync(new BinaryData(text), overwrite: true)).Value.ETag.ToString("G").Trim('"');

    /// <summary>Sends a message as base64.</summary>
    public Task SendAsync(object message) => SendRawAsync(Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(message)));

    /// <summary>Sends what stands in the queue as it is.</summary>
    public async Task SendRawAsync(string text) => await Documents.SendMessageAsync(text);

    /// <summary>Waits for a blob of the container `results`.</summary>
    public Task<JsonElement> ResultAsync(string blob) => WaitAsync(async () => await ReadAsync(blob), $"the result {blob}");

    /// <summary>Waits for a poison message of which this is true, and removes it.</summary>
    public Task<JsonElement> PoisonedAsync(Func<JsonElement, bool> isMeant) => TakeAsync(Poison, isMeant);

    /// <summary>Waits for a message of which this is true, and removes it.</summary>
    public Task<JsonElement> TakeAsync(QueueClient queue, Func<JsonElement, bool> isMeant) => WaitAsync(async () =>
    {
        foreach (var message in (await queue.ReceiveMessagesAsync(32, TimeSpan.FromSeconds(1))).Value)
        {
            var json = JsonElement.Parse(Convert.FromBase64String(message.Body.ToString()));
            if (!isMeant(json))
                continue;
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            return json;
        }
        return null;
    }, $"a message of {queue.Name}");

    /// <summary>Waits until the queue is empty, what is being worked on included.</summary>
    public async Task EmptyAsync() => await WaitAsync(async () =>
        (await Documents.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0 ? JsonElement.Parse("true") : (JsonElement?)null, "an empty queue");

    public async Task<JsonElement?> ReadAsync(string blob)
    {
        try
        {
            var content = await Exactly(StorageNames.ResultsContainer).GetBlobClient(blob).DownloadContentAsync();
            return JsonElement.Parse(Encoding.UTF8.GetBytes(content.Value.Content.ToString()));
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    private static async Task<JsonElement> WaitAsync(Func<Task<JsonElement?>> look, string what)
    {
        for (var until = DateTime.UtcNow + Deadline; DateTime.UtcNow < until;)
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(Interval);
        }
        throw new TimeoutException($"Waited {Deadline.TotalSeconds} s for {what}.");
    }
}
