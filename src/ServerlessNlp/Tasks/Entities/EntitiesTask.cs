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

/// <summary>Options of <c>entities</c>.</summary>
public sealed record EntitiesOptions : TaskOptions
{
    /// <summary>The score from which an entity is given, 0 to 1; null means the manifest's, or 0.</summary>
    public double? Threshold { get; init; }
}

/// <summary>The names in a document, in its order.</summary>
public sealed record EntitiesAnswer : DocumentAnswer
{
    /// <summary>The entities; none overlaps another.</summary>
    public required IReadOnlyList<Entity> Entities { get; init; }
}

/// <summary>A name found in a document.</summary>
/// <param name="Text">The name as it stands there.</param>
/// <param name="Label">Its kind: PER, LOC, ORG …</param>
/// <param name="Score">The mean probability of its words' tags, 0 to 1.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">Its length.</param>
public sealed record Entity(string Text, string Label, float Score, int Offset, int Length);
