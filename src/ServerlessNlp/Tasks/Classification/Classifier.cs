using ServerlessNlp.Inference;
using ServerlessNlp.Inference.Windows;
using ServerlessNlp.Models;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tasks.Classification;

/// <summary>
/// Labels documents, alone or in pairs. A long document's logits are the mean over its windows, each by the tokens that it
/// answers for, so that a part seen twice counts once; they become scores by the manifest's temperature and softmax (one
/// label holds), sigmoid (several may), or not at all (a single label, not one of several: a regression). Thread-safe.
/// </summary>
/// <param name="model">A model for <c>classify</c>.</param>
public sealed class Classifier(Model model)
{
    private readonly ModelManifest _manifest = model.Manifest;

    /// <summary>Labels documents that have text.</summary>
    /// <returns>An outcome for each document, in order.</returns>
    public TaskResult Run(IReadOnlyList<TaskDocument> documents, ClassifyOptions options, CancellationToken cancellationToken) =>
        WindowedRun
            .Execute(model, [.. documents.Select(ToInput)], cancellationToken)
            .ToResult(documents, (document, windows) => Label(document, windows, options));

    // Of a pair the longer text is divided, and the shorter one stands whole beside each part.
    private static WindowedInput ToInput(TaskDocument document) =>
        new(document.Text, document.Pair, document.Pair?.Length > document.Text.Length ? WindowedSide.Pair : WindowedSide.Text);

    private ClassifyAnswer Label(TaskDocument document, IReadOnlyList<WindowOutput> windows, ClassifyOptions options)
    {
        var scores = ToScores(Scores.WeightedMean(windows, window => window.Values[0]));
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).ToArray();
        var holds = order.Where(i => scores[i] >= Threshold(i, options)).ToArray();
        var given = _manifest.MultiLabel ? holds : order;
        return new ClassifyAnswer
        {
            Id = document.Id,
            Labels = [.. given.Take(options.Top ?? int.MaxValue).Select(i => new LabelScore(_manifest.Labels[i], (float)scores[i]))],
            Abstained = _manifest.MultiLabel ? holds.Length == 0 : scores[order[0]] < Threshold(order[0], options),
            Coverage = new Coverage(new StringIndex(document.Text, options.StringIndexType).Length, windows.Count),
        };
    }

    private double[] ToScores(double[] logits)
    {
        var temperature = _manifest.Temperature ?? 1;
        if (_manifest.MultiLabel)
            return Array.ConvertAll(logits, logit => Scores.Sigmoid(logit, temperature));
        return logits.Length == 1 ? logits : Scores.Softmax(logits, temperature);
    }

    private double Threshold(int label, ClassifyOptions options) => options.Threshold ?? _manifest.ThresholdOf(label);
}
