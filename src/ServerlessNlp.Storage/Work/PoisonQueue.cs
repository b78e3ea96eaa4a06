using System.Text.Json;
using ServerlessNlp.Storage.Configuration;

namespace ServerlessNlp.Storage.Work;

/// <summary>Where work ends that failed, with its reason. Nothing is dropped. Thread-safe.</summary>
public sealed class PoisonQueue(StorageClients storage)
{
    // A storage queue takes 64 KB of text; base64 makes four characters of three bytes.
    private const int MaxMessageBytes = 32 * 1024;

    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>Puts a message there.</summary>
    public async Task AddAsync(string messageId, string queueText, PoisonReason reason, IReadOnlyList<Attempt> attempts, CancellationToken cancellationToken)
    {
        var original = await KeepLargeAsync(messageId, AsJson(queueText), cancellationToken);
        var message = new PoisonMessage(WorkMessage.CurrentVersion, messageId, reason, attempts, original);
        await storage.Poison.SendMessageAsync(message.ToQueueText(), timeToLive: Forever, cancellationToken: cancellationToken);
    }

    private static JsonElement AsJson(string queueText)
    {
        var bytes = new byte[queueText.Length];
        if (!Convert.TryFromBase64String(queueText, bytes, out var length))
            return JsonSerializer.SerializeToElement(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(queueText)));
        try
        {
            return JsonElement.Parse(bytes.AsSpan(0, length));
        }
        catch (JsonException)
        {
            // Not JSON: kept as the bytes that it was.
            return JsonSerializer.SerializeToElement(queueText);
        }
    }

    // What is too large to stand in a message with its reason stands in a blob that the message names.
    private async Task<JsonElement> KeepLargeAsync(string messageId, JsonElement original, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(original);
        if (bytes.Length <= MaxMessageBytes)
            return original;
        var name = $"poison/{messageId}.json";
        await storage.Jobs.GetBlobClient(name).UploadAsync(new BinaryData(bytes), overwrite: true, cancellationToken);
        return JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["container"] = StorageNames.JobsContainer, ["blob"] = name });
    }
}
