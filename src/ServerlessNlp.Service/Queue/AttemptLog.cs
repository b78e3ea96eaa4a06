using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Queue;

/// <summary>The failed attempts at a message, kept in the container <c>jobs</c>, a blob each, since a queue keeps only their count. Thread-safe.</summary>
public sealed class AttemptLog(StorageClients storage, TimeProvider time)
{
    /// <summary>Notes that an attempt failed.</summary>
    public async Task AddAsync(string messageId, Exception error, CancellationToken cancellationToken)
    {
        var attempt = Describe(error);
        var blob = storage.Jobs.GetBlobClient($"{PrefixOf(messageId)}{attempt.At.UtcTicks:d19}.json");
        await blob.UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(attempt, WorkJson.Default.Attempt)), overwrite: true, cancellationToken);
    }

    /// <summary>The attempts so far, oldest first.</summary>
    public async Task<IReadOnlyList<Attempt>> ListAsync(string messageId, CancellationToken cancellationToken)
    {
        var attempts = new List<Attempt>();
        await foreach (var item in storage.Jobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, PrefixOf(messageId), cancellationToken))
        {
            var content = await storage.Jobs.GetBlobClient(item.Name).DownloadContentAsync(cancellationToken);
            attempts.Add(JsonSerializer.Deserialize(content.Value.Content, WorkJson.Default.Attempt)!);
        }
        return attempts;
    }

    /// <summary>An attempt that failed now.</summary>
    public Attempt Describe(Exception error) => new(time.GetUtcNow(), error switch
    {
        NlpException known => $"{known.Code}: {known.Message}",
        // The message of a storage error may hold addresses.
        RequestFailedException storageError => $"Storage answered {storageError.Status} {storageError.ErrorCode}.",
        _ => error.GetType().Name,
    });

    private static string PrefixOf(string messageId) => $"attempts/{messageId}/";
}
