using ServerlessNlp.Cli.Evaluation.Metrics;

namespace ServerlessNlp.Cli.Tests.Evaluation.Metrics;

public sealed class CorrelationTests
{
    private static readonly double[] X = [1.62, 0.75, 3.25, 0.36, 2.68, 1.83, 0.29, 2.54, 0.19, 2.17, 0.35, 0.45, 2.12, 4.13, 0.62, 1.12, 3.14, 4.74, 2.89, 1.98];

    // With equal values.
    private static readonly double[] Y = [0.4, 0.1, 0.8, -0.1, 0.6, 0.5, -0.1, 0.9, 0.2, 0.7, -0.1, -0.1, 0.3, 0.8, 0.3, 0.3, 0.5, 0.7, 0.4, 0.7];

    [Fact]
    public void Both_are_scipys()
    {
        // scipy.stats.pearsonr and spearmanr, 1.10.1.
        Assert.Equal(0.8208025408956885, Correlation.Pearson(X, Y), 1e-12);
        Assert.Equal(0.8450438075886267, Correlation.Spearman(X, Y), 1e-12);
    }

    [Fact]
    public void Ranks_do_not_ask_how_far_apart_values_are()
    {
        var bent = Array.ConvertAll(X, Math.Exp);

        Assert.Equal(1, Correlation.Spearman(X, bent), 1e-12);
        Assert.Equal(-1, Correlation.Spearman(X, Array.ConvertAll(bent, value => -value)), 1e-12);
        Assert.True(Correlation.Pearson(X, bent) < 0.9);
    }

    [Fact]
    public void A_series_that_never_changes_goes_with_nothing() => Assert.Equal(double.NaN, Correlation.Pearson(X, new double[X.Length]));

    [Fact]
    public void Series_of_different_length_are_refused() => Assert.Throws<ArgumentException>(() => Correlation.Pearson(X, [1]));
}
