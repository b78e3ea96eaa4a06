using System.Text.Json;
using ServerlessNlp.Service.Queue;

namespace ServerlessNlp.Service.Poison;

/// <summary>Why a message ended in the poison queue.</summary>
/// <param name="Code">For programs: the name of an <see cref="ErrorCode"/>, or <see cref="Crashed"/>.</param>
/// <param name="Detail">For people.</param>
public sealed record PoisonReason(string Code, string Detail)
{
    /// <summary>The code of a message that a host gave up on by itself.</summary>
    public const string Crashed = "crashed";
}

/// <summary>A message of the queue <c>documents-poison</c>, as base64 of UTF-8 JSON.</summary>
/// <param name="V">The version: 1.</param>
/// <param name="Id">The id that the original message had in its queue. A queue takes a message at least once: copies have the same.</param>
/// <param name="Reason">Why it is here.</param>
/// <param name="Attempts">The failed attempts, oldest first.</param>
/// <param name="Message">The original message: its JSON, or a string with the base64 of its bytes where it is not JSON.</param>
public sealed record PoisonMessage(int V, string? Id, PoisonReason Reason, IReadOnlyList<Attempt> Attempts, JsonElement Message)
{
    /// <summary>The message as UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, WorkJson.Default.PoisonMessage);

    /// <summary>The message as it's put into the queue.</summary>
    public string ToQueueText() => Convert.ToBase64String(ToJson());
}
