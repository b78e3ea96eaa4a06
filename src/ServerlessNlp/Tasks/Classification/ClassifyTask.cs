using System.Text.Json.Serialization;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks.Classification;

/// <summary>Labels for documents.</summary>
internal sealed class ClassifyTask() : NlpTask<ClassifyOptions>(
    TaskOption<ClassifyOptions>.Integer("top", 1, ManifestValidator.MaxLabels, "how many labels at most (all)", (o, value) => o with { Top = value }),
    TaskOption<ClassifyOptions>.Number("threshold", 0, 1, "the score from which a label holds (the model's)", (o, value) => o with { Threshold = value }))
{
    public override string Name => "classify";

    public override string DefaultModel => "sentiment";

    public override string ModelTask => ModelTasks.Classify;

    public override TaskField Pair => TaskField.Optional;

    private protected override TaskOptions KnownOptions => new ClassifyOptions { Threshold = 0 };

    private protected override ExpectedAnswer? BestOf(DocumentAnswer answer) =>
        ((ClassifyAnswer)answer).Labels is [var best, ..] ? new ExpectedAnswer(best.Label, best.Score) : null;

    private protected override TaskResult Answer(Model? model, IReadOnlyList<TaskDocument> documents, ClassifyOptions options, CancellationToken cancellationToken) =>
        new Classifier(model!).Run(documents, options, cancellationToken);
}

/// <summary>Options of <c>classify</c>.</summary>
public sealed record ClassifyOptions : TaskOptions
{
    /// <summary>How many labels at most; null means all.</summary>
    public int? Top { get; init; }

    /// <summary>The score from which a label holds, 0 to 1; null means the manifest's.</summary>
    public double? Threshold { get; init; }
}

/// <summary>The labels of a document.</summary>
public sealed record ClassifyAnswer : DocumentAnswer
{
    /// <summary>Labels, best first: all of them, or for a model of several labels those that reach their threshold.</summary>
    public required IReadOnlyList<LabelScore> Labels { get; init; }

    /// <summary>Whether the best label is below its threshold, so that none should be relied on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Abstained { get; init; }
}

/// <summary>A label and its score, 0 to 1.</summary>
public sealed record LabelScore(string Label, float Score);
