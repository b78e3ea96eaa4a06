using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks.Answers;

/// <summary>Answers to questions about documents.</summary>
internal sealed class AnswerTask() : NlpTask<AnswerOptions>(
    TaskOption<AnswerOptions>.Integer("top", 1, 100, "how many answers at most (1)", (o, value) => o with { Top = value }))
{
    public override string Name => "answer";

    public override string DefaultModel => "questions";

    public override string ModelTask => ModelTasks.Answer;

    public override TaskField Question => TaskField.Required;

    private protected override ExpectedAnswer? BestOf(DocumentAnswer answer) =>
        ((QuestionAnswer)answer).Answers is [var best, ..] ? new ExpectedAnswer(null, best.Score, best.Offset, best.Length) : null;

    private protected override TaskResult Answer(Model? model, IReadOnlyList<TaskDocument> documents, AnswerOptions options, CancellationToken cancellationToken) =>
        new QuestionAnswerer(model!).Run(documents, options, cancellationToken);
}

/// <summary>Options of <c>answer</c>.</summary>
public sealed record AnswerOptions : TaskOptions
{
    /// <summary>How many answers at most. Default 1.</summary>
    public int Top { get; init; } = 1;
}

/// <summary>The answers to a question about a document.</summary>
public sealed record QuestionAnswer : DocumentAnswer
{
    /// <summary>The answers, best first; empty when the document does not answer the question.</summary>
    public required IReadOnlyList<AnswerSpan> Answers { get; init; }
}

/// <summary>A part of a document that answers the question.</summary>
/// <param name="Text">The answer as it stands there.</param>
/// <param name="Score">The probability the model gives it among all spans and no answer, 0 to 1.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">Its length.</param>
public sealed record AnswerSpan(string Text, float Score, int Offset, int Length);
