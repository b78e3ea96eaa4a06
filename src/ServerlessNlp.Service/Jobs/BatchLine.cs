using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>A line of a batch in JSON Lines.</summary>
/// <param name="Id">The document's id; where missing, the number of its line.</param>
/// <param name="Text">The text.</param>
/// <param name="Pair">The second text, for tasks that take one.</param>
/// <param name="Question">The question, for tasks that need one.</param>
public sealed record BatchLine(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pair = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Question = null);
