namespace ServerlessNlp.Tasks.Answers;

/// <summary>The answers to a question about a document.</summary>
public sealed record QuestionAnswer : DocumentAnswer
{
    /// <summary>The answers, best first; empty when the document does not answer the question.</summary>
    public required IReadOnlyList<AnswerSpan> Answers { get; init; }
}
