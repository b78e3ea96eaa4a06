using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessNlp.Service.Documents;

namespace ServerlessNlp.Service.Messages;

/// <summary>A message of the queue <c>documents</c>: one piece of work, as base64 of UTF-8 JSON.</summary>
public sealed record WorkMessage : IQueueWork
{
    /// <summary>The version of messages that is written and read.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The message's version.</summary>
    [JsonPropertyName("v"), JsonPropertyOrder(-1)]
    public required int Version { get; init; }

    /// <summary>The job that the work is part of, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Job { get; init; }

    /// <summary>The number of the work item in its job, from 0; null outside a job.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Item { get; init; }

    /// <summary>The document, or the batch that <see cref="Lines"/> are of.</summary>
    public required DocumentReference Document { get; init; }

    /// <summary>The lines of a batch that are meant; null for a document.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LineRange? Lines { get; init; }

    /// <summary>The tasks; null for those that the settings name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TaskSpecification>? Tasks { get; init; }

    /// <summary>The message as it's put into the queue.</summary>
    public string ToQueueText() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this, MessagesJson.Default.WorkMessage));
}
