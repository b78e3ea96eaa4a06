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
