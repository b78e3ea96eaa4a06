using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks.Embeddings;

/// <summary>How alike documents and their pairs are.</summary>
internal sealed class CompareTask() : NlpTask<CompareOptions>()
{
    public override string Name => "compare";

    public override string DefaultModel => "similarity";

    public override string ModelTask => ModelTasks.Embed;

    public override TaskField Pair => TaskField.Required;

    private protected override ExpectedAnswer? BestOf(DocumentAnswer answer) => new(null, ((CompareAnswer)answer).Score);

    private protected override TaskResult Answer(Model? model, IReadOnlyList<TaskDocument> documents, CompareOptions options, CancellationToken cancellationToken) =>
        new Comparer(model!).Run(documents, options, cancellationToken);
}
