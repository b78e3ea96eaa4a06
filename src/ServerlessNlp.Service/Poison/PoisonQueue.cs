using System.Text.Json;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Queue;

namespace ServerlessNlp.Service.Poison;

/// <summary>Where work ends that failed, with its reason. Nothing is dropped. Thread-safe.</summary>
public sealed class PoisonQueue(StorageClients storage)
{
    // A storage queue takes 64 KB of text; base64 makes four characters of three bytes.
    private const int MaxMessageBytes = 32 * 1024;

    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>Puts a message there.</summary>
    public async Task AddAsync(string messageId, string queueText, PoisonReason reason, IReadOnlyList<Attempt> attempts, CancellationToken cancellationToken)
    {
        var original = await KeepLargeAsync(messageId, OriginalMessage.FromQueueText(queueText), cancellationToken);
        var message = new PoisonMessage(WorkMessage.CurrentVersion, messageId, reason, attempts, original);
        await storage.Poison.SendMessageAsync(message.ToQueueText(), timeToLive: Forever, cancellationToken: cancellationToken);
    }

    /// <summary>The blob of the container <c>jobs</c> that keeps the original of a poison message, or null where the message itself does.</summary>
    internal static string? KeptAt(PoisonMessage message) =>
        message.Message.ValueKind == JsonValueKind.Object
        && message.Message.TryGetProperty("blob", out var blob) && blob.ValueKind == JsonValueKind.String
        && blob.GetString() is { } name && name == BlobOf(message.Id!) ? name : null;

    // What is too large to stand in a message with its reason stands in a blob that the message names.
    private async Task<JsonElement> KeepLargeAsync(string messageId, JsonElement original, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(original);
        if (bytes.Length <= MaxMessageBytes)
            return original;
        var name = BlobOf(messageId);
        await storage.Jobs.GetBlobClient(name).UploadAsync(new BinaryData(bytes), overwrite: true, cancellationToken);
        return JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["container"] = StorageNames.JobsContainer, ["blob"] = name });
    }

    private static string BlobOf(string messageId) => $"poison/{messageId}.json";
}
