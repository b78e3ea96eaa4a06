using System.Text.Json;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Queue;

namespace ServerlessNlp.Service.Poison;

/// <summary>A message of the queue <c>documents-poison</c>, as base64 of UTF-8 JSON.</summary>
/// <param name="V">The version: 1.</param>
/// <param name="Id">The id that the original message had in its queue. A queue takes a message at least once: copies have the same.</param>
/// <param name="Reason">Why it is here.</param>
/// <param name="Attempts">The failed attempts, oldest first.</param>
/// <param name="Message">The original message: its JSON, or a string with the base64 of its bytes where it is not JSON.</param>
public sealed record PoisonMessage(int V, string? Id, WorkError Reason, IReadOnlyList<Attempt> Attempts, JsonElement Message)
{
    /// <summary>The message as UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, QueueJson.Default.PoisonMessage);

    /// <summary>The message as it's put into the queue.</summary>
    public string ToQueueText() => Convert.ToBase64String(ToJson());
}
