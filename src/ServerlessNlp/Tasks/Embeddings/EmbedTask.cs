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
