using ServerlessNlp.Cli.Output;

namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>How well entities are found, by exact match of kind and place.</summary>
/// <param name="Precision">The share of those found that are right.</param>
/// <param name="Recall">The share of the right ones that were found.</param>
/// <param name="F1">The harmonic mean of both.</param>
/// <param name="Labels">Each kind.</param>
internal sealed record EntityFigures(double Precision, double Recall, double F1, IReadOnlyList<LabelFigures> Labels) : ModelFigures
{
    /// <inheritdoc/>
    public override IEnumerable<string[]> Rows() =>
        [["F1", Number.Fraction(F1)], ["precision", Number.Fraction(Precision)], ["recall", Number.Fraction(Recall)], .. LabelFigures.Table(Labels)];
}
