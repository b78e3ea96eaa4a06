using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>How a job ended: <c>jobs/{id}/done.json</c>, written once when every work item has its marker.</summary>
/// <param name="Status">The status that stays.</param>
/// <param name="At">When.</param>
/// <param name="Documents">What became of the documents.</param>
/// <param name="Error">Why it could not be planned.</param>
public sealed record JobEnd(
    JobStatus Status,
    DateTimeOffset At,
    DocumentCounts Documents,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WorkError? Error = null)
{
    /// <summary>The end that counts lead to.</summary>
    public static JobEnd Of(DocumentCounts documents, DateTimeOffset now) => new(StatusOf(documents), now, documents);

    private static JobStatus StatusOf(DocumentCounts documents) => documents switch
    {
        { Cancelled: > 0 } => JobStatus.Cancelled,
        { Failed: 0 } => JobStatus.Succeeded,
        { Succeeded: 0, Superseded: 0 } => JobStatus.Failed,
        _ => JobStatus.PartiallyCompleted,
    };
}
