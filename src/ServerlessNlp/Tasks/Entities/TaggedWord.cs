using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tasks.Entities;

/// <summary>A word with the tag that the model gave it.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="Begins">Whether the tag says that an entity begins here.</param>
/// <param name="Ends">Whether the tag says that it ends here.</param>
/// <param name="Label">The kind of entity; null for O.</param>
/// <param name="Score">The probability of that kind, whether it begins or goes on.</param>
internal readonly record struct TaggedWord(TextSpan Span, bool Begins, bool Ends, string? Label, double Score);
