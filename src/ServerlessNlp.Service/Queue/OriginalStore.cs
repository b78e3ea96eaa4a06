using System.Text.Json;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Queue;

/// <summary>
/// Original messages in those that carry them. A storage queue takes 64 KB of text: what is too large to stand there beside
/// its history is kept in a blob that the message names. Thread-safe.
/// </summary>
public sealed class OriginalStore(StorageClients storage)
{
    // Base64 makes four characters of three bytes, and the history needs room.
    private const int MaxBytes = 32 * 1024;

    /// <summary>What stands for the original in a message that carries it.</summary>
    internal async Task<JsonElement> KeepAsync(string id, string queueText, CancellationToken cancellationToken)
    {
        var original = OriginalMessage.FromQueueText(queueText);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(original);
        if (bytes.Length <= MaxBytes)
            return original;
        await storage.Jobs.GetBlobClient(BlobOf(id)).UploadAsync(new BinaryData(bytes), overwrite: true, cancellationToken);
        return JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["container"] = StorageNames.JobsContainer, ["blob"] = BlobOf(id) });
    }

    /// <summary>The original, also where it is kept in a blob.</summary>
    /// <exception cref="NlpException">DocumentNotFound: the blob that kept it has gone.</exception>
    internal async Task<JsonElement> ReadAsync(string id, JsonElement carried, CancellationToken cancellationToken)
    {
        if (!IsKept(id, carried))
            return carried;
        return await storage.Jobs.ReadOrNullAsync(BlobOf(id), cancellationToken) is { } found
            ? JsonElement.Parse(found.Content)
            : throw new NlpException(ErrorCode.DocumentNotFound, $"The original of {id} was too large to stand in the queue, and the blob that kept it has gone. Drop it, and submit the document again.");
    }

    /// <summary>Removes what was kept, if anything was.</summary>
    internal Task RemoveAsync(string id, JsonElement carried, CancellationToken cancellationToken) => IsKept(id, carried)
        ? storage.Jobs.GetBlobClient(BlobOf(id)).DeleteIfExistsAsync(cancellationToken: cancellationToken)
        : Task.CompletedTask;

    private static bool IsKept(string id, JsonElement carried) =>
        carried.ValueKind == JsonValueKind.Object
        && carried.TryGetProperty("blob", out var blob) && blob.ValueKind == JsonValueKind.String && blob.GetString() == BlobOf(id);

    private static string BlobOf(string id) => $"poison/{id}.json";
}
