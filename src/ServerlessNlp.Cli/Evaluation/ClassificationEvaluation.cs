using ServerlessNlp.Cli.Evaluation.Data;
using ServerlessNlp.Cli.Evaluation.Metrics;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks.Classification;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Evaluation;

/// <summary>Measures a model for <c>classify</c>, of one label or of several. A text that is refused has no label.</summary>
internal static class ClassificationEvaluation
{
    public static async Task<ModelFigures> RunAsync(EvaluationRun run, IReadOnlyList<DataUnit> units, LabelMap map, CancellationToken cancellationToken)
    {
        var manifest = run.Manifest!;
        if (!manifest.MultiLabel && manifest.Labels.Count == 1)
            throw new CliException($"{manifest.Name} gives a number instead of labels, which `evaluate` doesn't measure.");
        var items = units.Select(unit => Rename(LabelledText.Parse(unit, manifest.MultiLabel), map)).OfType<LabelledText>().ToList();
        map.Require(manifest, manifest.Labels);

        var documents = items.Select(item => new TaskDocument("", item.Text, item.Pair));
        // Every label's score is wanted; which of them hold is the manifest's to say.
        var options = manifest.MultiLabel ? new Dictionary<string, string> { ["threshold"] = "0" } : [];
        var answers = (await run.AnswerAsync(documents, options, cancellationToken)).Select(answer => answer as ClassifyAnswer).ToList();
        return manifest.MultiLabel ? MeasureSeveral(manifest, items, answers) : MeasureOne(manifest, items, answers);
    }

    /// <summary>The text with the model's names for its labels; null where all it had are left out.</summary>
    private static LabelledText? Rename(LabelledText item, LabelMap map)
    {
        string[] labels = [.. item.Labels.Select(map.Of).OfType<string>()];
        return labels.Length == 0 && item.Labels.Count > 0 ? null : item with { Labels = labels };
    }

    private static ClassificationFigures MeasureOne(ModelManifest manifest, List<LabelledText> items, List<ClassifyAnswer?> answers)
    {
        var counts = new LabelCounts();
        var confidences = new List<(double, bool)>();
        foreach (var (item, answer) in items.Zip(answers))
        {
            counts.Add(item.Labels.ToHashSet(), answer is null ? new HashSet<string>() : [answer.Labels[0].Label]);
            if (answer is not null)
                confidences.Add((answer.Labels[0].Score, answer.Labels[0].Label == item.Labels[0]));
        }
        return new ClassificationFigures
        {
            Accuracy = counts.Accuracy,
            MacroF1 = counts.MacroF1,
            CalibrationError = CalibrationError.Expected(confidences),
            Abstained = manifest.Threshold is null && manifest.Thresholds is null ? null : answers.Average(answer => answer is { Abstained: true } ? 1 : 0),
            Labels = LabelFigures.Of(counts),
        };
    }

    /// <summary>The calibration error is the class-wise one (Kull et al. 2019, Beyond Temperature Scaling): the mean over labels of each label's own.</summary>
    private static ClassificationFigures MeasureSeveral(ModelManifest manifest, List<LabelledText> items, List<ClassifyAnswer?> answers)
    {
        var counts = new LabelCounts();
        var confidences = manifest.Labels.ToDictionary(label => label, _ => new List<(double, bool)>());
        var thresholds = manifest.Labels.Select((label, i) => (label, i)).ToDictionary(entry => entry.label, entry => manifest.ThresholdOf(entry.i));
        foreach (var (item, answer) in items.Zip(answers))
        {
            var scores = answer?.Labels ?? [];
            counts.Add(item.Labels.ToHashSet(), scores.Where(score => score.Score >= thresholds[score.Label]).Select(score => score.Label).ToHashSet());
            foreach (var (label, score) in scores)
                confidences[label].Add((score, item.Labels.Contains(label)));
        }
        return new ClassificationFigures
        {
            Accuracy = counts.Accuracy,
            MicroF1 = counts.Total.F1,
            MacroF1 = counts.MacroF1,
            CalibrationError = confidences.Values.Average(label => CalibrationError.Expected(label)),
            Labels = LabelFigures.Of(counts),
        };
    }
}
