using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>A line of a batch in JSON Lines.</summary>
/// <param name="Id">The document's id; where missing, the number of its line.</param>
/// <param name="Text">The text.</param>
/// <param name="Pair">The second text, for tasks that take one.</param>
/// <param name="Question">The question, for tasks that need one.</param>
/// <param name="Line">The line that it stood in before it was converted.</param>
/// <param name="Error">Why it could not be converted.</param>
public sealed record BatchLine(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pair = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Question = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyName(BatchLine.LineName)] int? Line = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyName(BatchLine.ErrorName)] NlpError? Error = null)
{
    /// <summary>The property of <see cref="Line"/>: no name that people give.</summary>
    public const string LineName = "$line";

    /// <summary>The property of <see cref="Error"/>: no name that people give.</summary>
    public const string ErrorName = "$error";
}
