using ServerlessNlp.Cli.Output;

namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>How well a label is found.</summary>
/// <param name="Label">The label.</param>
/// <param name="Precision">The share of what was found that is right.</param>
/// <param name="Recall">The share of what is right that was found.</param>
/// <param name="F1">The harmonic mean of both.</param>
/// <param name="Support">How often the data has it.</param>
internal sealed record LabelFigures(string Label, double Precision, double Recall, double F1, int Support)
{
    /// <summary>The figures of each label, by name.</summary>
    public static IReadOnlyList<LabelFigures> Of(LabelCounts counts) =>
        [.. counts.ByLabel.Select(label => new LabelFigures(label.Key, label.Value.Precision, label.Value.Recall, label.Value.F1, label.Value.Actual))];

    /// <summary>The rows of a table of labels.</summary>
    public static IEnumerable<string[]> Table(IEnumerable<LabelFigures> labels) =>
    [
        ["", "precision", "recall", "F1", "in the data"],
        .. labels.Select(label => new[] { label.Label, Number.Fraction(label.Precision), Number.Fraction(label.Recall), Number.Fraction(label.F1), Number.Count(label.Support) }),
    ];
}
