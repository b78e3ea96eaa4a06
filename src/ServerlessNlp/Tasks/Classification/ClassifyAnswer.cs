using System.Text.Json.Serialization;

namespace ServerlessNlp.Tasks.Classification;

/// <summary>The labels of a document.</summary>
public sealed record ClassifyAnswer : DocumentAnswer
{
    /// <summary>Labels, best first: all of them, or for a model of several labels those that reach their threshold.</summary>
    public required IReadOnlyList<LabelScore> Labels { get; init; }

    /// <summary>Whether the best label is below its threshold, so that none should be relied on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Abstained { get; init; }
}
