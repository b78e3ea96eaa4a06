using System.Text.Json.Serialization;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Jobs;

/// <summary>A job as it was accepted: <c>jobs/{id}/job.json</c>, written once.</summary>
/// <param name="Id">The id.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="ExpiresAt">When it and its results may be gone.</param>
/// <param name="Source">The documents.</param>
/// <param name="Tasks">The tasks, each with the version of the model that the whole job is done with.</param>
/// <param name="CancelAt">When it is cancelled if it has not ended, or null.</param>
/// <param name="RequestDigest">The SHA-256 of the request, to tell a repetition from another request with the same idempotency key.</param>
public sealed record Job(
    string Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    JobSource Source,
    IReadOnlyList<TaskSpecification> Tasks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CancelAt,
    string RequestDigest);
