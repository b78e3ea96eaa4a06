using System.Text.Json.Serialization;

namespace ServerlessNlp.Models;

/// <summary>
/// An input whose answer is known. It is run once when the model is loaded, so that a package that
/// computes something else on this machine is refused before anybody relies on it.
/// </summary>
/// <param name="Text">The document.</param>
/// <param name="Expect">The best answer to it.</param>
/// <param name="Tolerance">How far a score may differ.</param>
/// <param name="Pair">The second text, for models that take pairs; for an embedding model the text to compare with.</param>
/// <param name="Question">The question, for question answering.</param>
public sealed record KnownAnswer(
    string Text,
    ExpectedAnswer Expect,
    double Tolerance,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pair = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Question = null);

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
