using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Jobs;

/// <summary>A job as it stands now.</summary>
/// <param name="Id">The id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="ExpiresAt">When it and its results may be gone.</param>
/// <param name="CompletedAt">When it ended.</param>
/// <param name="Tasks">The tasks, with the versions of their models.</param>
/// <param name="Counts">How far it is.</param>
/// <param name="Error">Why it could not be planned.</param>
public sealed record JobState(
    string Id,
    JobStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CompletedAt,
    IReadOnlyList<TaskSpecification> Tasks,
    JobCounts Counts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WorkError? Error = null)
{
    /// <summary>Whether nothing more will happen.</summary>
    [JsonIgnore]
    public bool HasEnded => CompletedAt is not null;

    /// <summary>The state as UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, JobsJson.Relaxed.JobState);
}
