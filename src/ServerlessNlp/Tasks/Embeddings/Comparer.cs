using ServerlessNlp.Inference;
using ServerlessNlp.Inference.Windows;

namespace ServerlessNlp.Tasks.Embeddings;

/// <summary>Compares documents with their pairs by the cosine of their vectors. Thread-safe.</summary>
/// <param name="model">A model for <c>embed</c>.</param>
public sealed class Comparer(Model model)
{
    /// <summary>Compares documents that have text and a pair.</summary>
    /// <returns>An outcome for each document, in order.</returns>
    public TaskResult Run(IReadOnlyList<TaskDocument> documents, CompareOptions options, CancellationToken cancellationToken)
    {
        // The texts and then their pairs, each on its own.
        var inputs = documents.Select(document => document.Text).Concat(documents.Select(document => document.Pair!));
        var run = WindowedRun.Execute(model, [.. inputs.Select(text => new WindowedInput(text))], cancellationToken);
        return run.ToResult(
            documents,
            (_, i) => run.Outputs[i].Error ?? run.Outputs[documents.Count + i].Error,
            (document, i) => Compare(document, run.Outputs[i].Windows, run.Outputs[documents.Count + i].Windows, options));
    }

    private CompareAnswer Compare(TaskDocument document, IReadOnlyList<WindowOutput> text, IReadOnlyList<WindowOutput> pair, CompareOptions options) => new()
    {
        Id = document.Id,
        Score = (float)Pooling.Cosine(Pooling.Vector(model.Manifest, text), Pooling.Vector(model.Manifest, pair)),
        Coverage = new Coverage(new StringIndex(document.Text, options.StringIndexType).Length, text.Count),
    };
}
