using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks.Embeddings;

/// <summary>Vectors for documents.</summary>
internal sealed class EmbedTask() : NlpTask<EmbedOptions>()
{
    public override string Name => "embed";

    public override string DefaultModel => "similarity";

    public override string ModelTask => ModelTasks.Embed;

    // What an embedding is good for shows in comparing.
    private protected override bool ShowsModel => false;

    private protected override ExpectedAnswer? BestOf(DocumentAnswer answer) => null;

    private protected override TaskResult Answer(Model? model, IReadOnlyList<TaskDocument> documents, EmbedOptions options, CancellationToken cancellationToken) =>
        new Embedder(model!).Run(documents, options, cancellationToken);
}

/// <summary>Options of <c>embed</c>: only those that all tasks have.</summary>
public sealed record EmbedOptions : TaskOptions;

/// <summary>The vector of a document.</summary>
public sealed record EmbedAnswer : DocumentAnswer
{
    /// <summary>As many numbers as the model's width; of length 1 where the manifest says that vectors are normalised.</summary>
    public required IReadOnlyList<float> Embedding { get; init; }
}
