using System.Text.Json;
using Azure.Storage.Queues.Models;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;
using ServerlessNlp.Service.Queue;

namespace ServerlessNlp.Service.Poison;

/// <summary>A message that was taken from the poison queue to look at it; others don't see it until it's given back.</summary>
public sealed record PoisonEntry
{
    private const string CrashedDetail = "The host gave up on the message after its last attempt. A document that ends the process does that; so does storage that was away for long.";

    internal PoisonEntry(QueueMessage stored)
    {
        Stored = stored;
        Message = Read(stored.MessageId, stored.Body.ToString());
    }

    /// <summary>What it says. A message that a host moved there by itself, and that has no reason, counts as <c>crashed</c>.</summary>
    public PoisonMessage Message { get; init; }

    /// <summary>The id by which people name it: the original's, or its own where a host moved it.</summary>
    public string Id => Message.Id!;

    /// <summary>When it was put there.</summary>
    public DateTimeOffset SetAsideOn => Stored.InsertedOn ?? default;

    /// <summary>The message as the queue gave it.</summary>
    internal QueueMessage Stored { get; }

    private static PoisonMessage Read(string messageId, string queueText)
    {
        // A copy with its history, which a host moved.
        if (RetryMessage.TryParse(queueText) is { } retry)
            return new PoisonMessage(WorkMessage.CurrentVersion, retry.Id, new WorkError(WorkError.Crashed, CrashedDetail), retry.Attempts, retry.Message);
        var json = OriginalMessage.FromQueueText(queueText);
        if (TryParse(json) is { } message)
            return message with { Id = message.Id ?? messageId };
        return new PoisonMessage(WorkMessage.CurrentVersion, messageId, new WorkError(WorkError.Crashed, CrashedDetail), [], json);
    }

    private static PoisonMessage? TryParse(JsonElement json)
    {
        try
        {
            return json.Deserialize(QueueJson.Default.PoisonMessage) is { Reason.Code: not null, Attempts: not null, Message.ValueKind: not JsonValueKind.Undefined } message ? message : null;
        }
        catch (JsonException)
        {
            // Of another shape: what a host has moved.
            return null;
        }
    }
}
