using ServerlessNlp.Inference;
using ServerlessNlp.Inference.Windows;

namespace ServerlessNlp.Tasks.Embeddings;

/// <summary>Gives documents vectors, pooled and normalised as the manifest says. Thread-safe.</summary>
/// <param name="model">A model for <c>embed</c>.</param>
public sealed class Embedder(Model model)
{
    /// <summary>Gives vectors to documents that have text.</summary>
    /// <returns>An outcome for each document, in order.</returns>
    public TaskResult Run(IReadOnlyList<TaskDocument> documents, EmbedOptions options, CancellationToken cancellationToken) =>
        WindowedRun
            .Execute(model, [.. documents.Select(document => new WindowedInput(document.Text))], cancellationToken)
            .ToResult(documents, (document, windows) => new EmbedAnswer
            {
                Id = document.Id,
                Embedding = Array.ConvertAll(Pooling.Vector(model.Manifest, windows), value => (float)value),
                Coverage = new Coverage(new StringIndex(document.Text, options.StringIndexType).Length, windows.Count),
            });
}
