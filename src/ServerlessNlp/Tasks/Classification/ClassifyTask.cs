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
