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
