using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tasks.Answers;

/// <summary>A part of a document as an answer, with the sum of its start and end logits over the temperature.</summary>
internal readonly record struct ScoredSpan(TextSpan Span, double Logit);
