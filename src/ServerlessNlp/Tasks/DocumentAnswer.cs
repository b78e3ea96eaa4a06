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

/// <summary>How much of a document the answer rests on.</summary>
/// <param name="Characters">The characters read, in the units of <see cref="StringIndexType"/>: the whole document.</param>
/// <param name="Windows">Into how many overlapping windows it was divided to fit the model; 1 for a short one.</param>
public sealed record Coverage(int Characters, int Windows);

/// <summary>Something to know about an answer that was given all the same.</summary>
/// <param name="Code">A word for programs.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record TaskWarning(string Code, string Message);
