using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>How a work item of a job ended: <c>jobs/{id}/items/{n}.json</c>, written once.</summary>
/// <param name="Item">The number of the work item.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="At">When.</param>
/// <param name="Documents">What became of its documents.</param>
/// <param name="Results">A document's results: for each task the address in the container <c>results</c>.</param>
/// <param name="Lines">A batch's results: the address of their JSON Lines in the container <c>results</c>.</param>
/// <param name="Error">Why it failed.</param>
public sealed record WorkMarker(
    int Item,
    WorkOutcome Outcome,
    DateTimeOffset At,
    DocumentCounts Documents,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Results = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Lines = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WorkError? Error = null);
