using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace ServerlessNlp.Bench.Queue;

/// <summary>
/// The storage calls that one document by message takes, without any work between them: what the storage allows. In the
/// order of the worker: the message sent and taken, its marker, the document, its result (not there, written), the newest result (not there,
/// the document asked again, written), the marker, the message deleted.
/// </summary>
internal sealed class StorageAlone(string connectionString, int atOnce)
{
    private readonly BlobServiceClient _blobs = new(connectionString);
    private readonly QueueClient _queue = new(connectionString, "storage-alone");

    /// <summary>Documents a second.</summary>
    public async Task<double> MeasureAsync(IReadOnlyList<string> texts)
    {
        var container = _blobs.GetBlobContainerClient("storage-alone");
        await container.CreateIfNotExistsAsync();
        await _queue.CreateIfNotExistsAsync();
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce };
        await Parallel.ForEachAsync(Enumerable.Range(0, texts.Count), options, async (i, _) =>
            await container.GetBlobClient($"in/{i}").UploadAsync(new BinaryData(texts[i]), overwrite: true));

        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, texts.Count), options, async (_, _) => await _queue.SendMessageAsync(new string('x', 400)));
        var next = -1;
        await Parallel.ForEachAsync(Enumerable.Range(0, atOnce), options, async (_, _) =>
        {
            while ((await _queue.ReceiveMessagesAsync(4)).Value is { Length: > 0 } messages)
            {
                foreach (var message in messages)
                    await DocumentAsync(container, Interlocked.Increment(ref next), message);
            }
        });
        return texts.Count / clock.Elapsed.TotalSeconds;
    }

    private async Task DocumentAsync(BlobContainerClient container, int i, QueueMessage message)
    {
        var result = new BinaryData(new string('r', 500));
        await MissAsync(container, $"marker/{i}");
        await container.GetBlobClient($"in/{i}").DownloadContentAsync();
        await MissAsync(container, $"result/{i}");
        await WriteAsync(container, $"result/{i}", result);
        await MissAsync(container, $"latest/{i}");
        await container.GetBlobClient($"in/{i}").GetPropertiesAsync();
        await WriteAsync(container, $"latest/{i}", result);
        await WriteAsync(container, $"marker/{i}", result);
        await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }

    private static Task WriteAsync(BlobContainerClient container, string name, BinaryData content) =>
        container.GetBlobClient(name).UploadAsync(content, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } });

    private static async Task MissAsync(BlobContainerClient container, string name)
    {
        try
        {
            await container.GetBlobClient(name).DownloadContentAsync();
            throw new InvalidOperationException("The blob should not be there.");
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // As for a document that is new.
        }
    }
}
