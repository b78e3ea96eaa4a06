using ServerlessNlp.Inference.Windows;

namespace ServerlessNlp.Tasks;

/// <summary>Turns logits into scores. Computed in double, so that what is rounded is the result and not the way there.</summary>
internal static class Scores
{
    /// <summary>exp(x / temperature), divided by their sum.</summary>
    internal static double[] Softmax(ReadOnlySpan<double> logits, double temperature)
    {
        var highest = double.NegativeInfinity;
        foreach (var logit in logits)
            highest = Math.Max(highest, logit);

        var scores = new double[logits.Length];
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
            sum += scores[i] = Math.Exp((logits[i] - highest) / temperature);
        for (var i = 0; i < scores.Length; i++)
            scores[i] /= sum;
        return scores;
    }

    /// <inheritdoc cref="Softmax(ReadOnlySpan{double}, double)"/>
    internal static double[] Softmax(ReadOnlySpan<float> logits, double temperature)
    {
        var wide = new double[logits.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = logits[i];
        return Softmax(wide, temperature);
    }

    /// <summary>1 / (1 + exp(-x / temperature)).</summary>
    internal static double Sigmoid(double logit, double temperature) => 1 / (1 + Math.Exp(-logit / temperature));

    /// <summary>The mean of the windows' vectors, each by its weight.</summary>
    internal static double[] WeightedMean(IReadOnlyList<WindowOutput> windows, Func<WindowOutput, ReadOnlySpan<float>> vector)
    {
        var mean = new double[vector(windows[0]).Length];
        var total = (double)windows.Sum(window => window.Window.Weight);
        foreach (var window in windows)
        {
            var values = vector(window);
            for (var i = 0; i < mean.Length; i++)
                mean[i] += values[i] * (window.Window.Weight / total);
        }
        return mean;
    }
}
