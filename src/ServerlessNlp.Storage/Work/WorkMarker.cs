using System.Text.Json.Serialization;

namespace ServerlessNlp.Storage.Work;

/// <summary>How a work item of a job ended: <c>jobs/{id}/items/{n}.json</c>, written once.</summary>
/// <param name="Item">The number of the work item.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="At">When.</param>
/// <param name="Results">For each task that was done, the address of its result in the container <c>results</c>.</param>
/// <param name="Error">Why it failed.</param>
public sealed record WorkMarker(
    int Item,
    WorkOutcome Outcome,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Results = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PoisonReason? Error = null);
