using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tasks.Entities;

/// <summary>A word with the tag that the model gave it.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="Begins">Whether the tag is B-….</param>
/// <param name="Label">The kind of entity; null for O.</param>
/// <param name="Score">The probability of that kind, whether it begins or goes on.</param>
internal readonly record struct TaggedWord(TextSpan Span, bool Begins, string? Label, double Score);
