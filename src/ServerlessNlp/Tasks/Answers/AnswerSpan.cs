namespace ServerlessNlp.Tasks.Answers;

/// <summary>A part of a document that answers the question.</summary>
/// <param name="Text">The answer as it stands there.</param>
/// <param name="Score">The probability the model gives it among all spans and no answer, 0 to 1.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">Its length.</param>
public sealed record AnswerSpan(string Text, float Score, int Offset, int Length);
