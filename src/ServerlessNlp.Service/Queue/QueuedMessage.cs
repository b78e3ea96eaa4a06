using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Queue;

/// <summary>A message with what it has been through.</summary>
/// <param name="Id">The id that it had when it first came; copies of it have others.</param>
/// <param name="Text">What stood in the queue when it first came.</param>
/// <param name="Attempts">The failed attempts, oldest first.</param>
public sealed record QueuedMessage(string Id, string Text, IReadOnlyList<Attempt> Attempts)
{
    /// <summary>A message that comes for the first time.</summary>
    public static QueuedMessage New(Delivery delivery) => new(delivery.MessageId, delivery.Text, []);
}

/// <summary>A failed attempt at a message.</summary>
/// <param name="At">When.</param>
/// <param name="Error">What went wrong; holds no document text.</param>
public sealed record Attempt(DateTimeOffset At, string Error);

/// <summary>A message that is put back into the queue <c>documents</c> with its history, as base64 of UTF-8 JSON.</summary>
/// <param name="V">The version: <see cref="WorkMessage.CurrentVersion"/>.</param>
/// <param name="Id">The id of the message when it first came.</param>
/// <param name="Attempts">The failed attempts, oldest first.</param>
/// <param name="Message">The original message, as <see cref="OriginalMessage"/> writes it.</param>
public sealed partial record RetryMessage(int V, string Id, IReadOnlyList<Attempt> Attempts, JsonElement Message)
{
    /// <summary>The message as it's put into the queue.</summary>
    public string ToQueueText() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this, QueueJson.Default.RetryMessage));

    /// <summary>Reads what stands in the queue, or gives null where that is something else.</summary>
    public static RetryMessage? TryParse(string queueText)
    {
        var bytes = new byte[queueText.Length];
        if (!Convert.TryFromBase64String(queueText, bytes, out var length))
            return null;
        try
        {
            var json = JsonElement.Parse(bytes.AsSpan(0, length), new JsonDocumentOptions { AllowDuplicateProperties = false });
            // Its id becomes a part of blobs' names.
            return IsOne(json) && json.Deserialize(QueueJson.Default.RetryMessage) is { Id: not null, Attempts: not null } message && IdPattern().IsMatch(message.Id) ? message : null;
        }
        catch (JsonException)
        {
            // Of another shape: whoever works on it tells what is wrong.
            return null;
        }
    }

    private static bool IsOne(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out _) && json.TryGetProperty("attempts", out _) && json.TryGetProperty("message", out _)
        && !json.TryGetProperty("reason", out _);

    [GeneratedRegex(@"^[A-Za-z0-9-]{1,64}\z")]
    private static partial Regex IdPattern();
}
