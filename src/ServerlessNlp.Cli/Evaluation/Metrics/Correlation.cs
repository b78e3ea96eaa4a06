namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>How well two series of numbers go together, -1 to 1; not a number where one of them never changes.</summary>
public static class Correlation
{
    /// <summary>Pearson's product-moment correlation: how near the pairs are to a line.</summary>
    /// <exception cref="ArgumentException">The series are not of one length.</exception>
    public static double Pearson(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count)
            throw new ArgumentException("Both series must have the same length.", nameof(y));
        if (x.Count == 0)
            return double.NaN;
        var (meanX, meanY) = (x.Average(), y.Average());
        var (both, onlyX, onlyY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Count; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            both += dx * dy;
            onlyX += dx * dx;
            onlyY += dy * dy;
        }
        return both / Math.Sqrt(onlyX * onlyY);
    }

    /// <summary>Spearman's rank correlation (1904): Pearson's of the ranks, where equal values share the mean of theirs.</summary>
    /// <exception cref="ArgumentException">The series are not of one length.</exception>
    public static double Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y) => Pearson(Ranks(x), Ranks(y));

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[order.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
                end++;
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + end - 1) / 2.0;
            start = end;
        }
        return ranks;
    }
}
