using System.Text.Json.Serialization;

namespace ServerlessNlp.Tasks;

/// <summary>The answer for one document; each task has its own kind.</summary>
public abstract partial record DocumentAnswer
{
    /// <summary>The document's id.</summary>
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <summary>What to know about the answer; mostly empty.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<TaskWarning> Warnings { get; init; } = [];

    /// <summary>How much of the document was read.</summary>
    [JsonPropertyOrder(2)]
    public required Coverage Coverage { get; init; }
}
