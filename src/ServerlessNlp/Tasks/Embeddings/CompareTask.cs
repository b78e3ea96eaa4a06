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

/// <summary>Options of <c>compare</c>: only those that all tasks have.</summary>
public sealed record CompareOptions : TaskOptions;

/// <summary>How alike a document and its pair are.</summary>
public sealed record CompareAnswer : DocumentAnswer
{
    /// <summary>The cosine of their vectors, -1 to 1.</summary>
    public required float Score { get; init; }
}
