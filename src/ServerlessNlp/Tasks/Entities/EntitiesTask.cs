using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks.Entities;

/// <summary>Names in documents.</summary>
internal sealed class EntitiesTask() : NlpTask<EntitiesOptions>(
    TaskOption<EntitiesOptions>.Number("threshold", 0, 1, "the score from which an entity is given (the model's)", (o, value) => o with { Threshold = value }))
{
    public override string Name => "entities";

    public override string DefaultModel => "entities";

    public override string ModelTask => ModelTasks.Entities;

    private protected override TaskOptions KnownOptions => new EntitiesOptions { Threshold = 0 };

    private protected override ExpectedAnswer? BestOf(DocumentAnswer answer) =>
        ((EntitiesAnswer)answer).Entities.MaxBy(entity => entity.Score) is { } best ? new ExpectedAnswer(best.Label, best.Score, best.Offset, best.Length) : null;

    private protected override TaskResult Answer(Model? model, IReadOnlyList<TaskDocument> documents, EntitiesOptions options, CancellationToken cancellationToken) =>
        new EntityRecognizer(model!).Run(documents, options, cancellationToken);
}
