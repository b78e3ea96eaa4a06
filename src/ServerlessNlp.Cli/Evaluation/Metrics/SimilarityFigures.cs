using ServerlessNlp.Cli.Output;

namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>How well scores of pairs go with those that people gave.</summary>
/// <param name="Spearman">The correlation of their ranks.</param>
/// <param name="Pearson">The correlation of the scores themselves.</param>
internal sealed record SimilarityFigures(double Spearman, double Pearson) : ModelFigures
{
    /// <inheritdoc/>
    public override IEnumerable<string[]> Rows() => [["Spearman", Number.Fraction(Spearman)], ["Pearson", Number.Fraction(Pearson)]];
}
