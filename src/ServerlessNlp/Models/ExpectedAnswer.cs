using System.Text.Json.Serialization;

namespace ServerlessNlp.Models;

/// <summary>The best answer that a model gives to its <see cref="KnownAnswer"/>.</summary>
/// <param name="Label">The label: of the document (classify) or of the best entity (entities).</param>
/// <param name="Score">Its score; for an embedding model the cosine of text and pair.</param>
/// <param name="Offset">Where the best entity, answer or sentence starts, in UTF-16 code units.</param>
/// <param name="Length">Its length in UTF-16 code units.</param>
public sealed record ExpectedAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label = null,
    double? Score = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Offset = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Length = null);
