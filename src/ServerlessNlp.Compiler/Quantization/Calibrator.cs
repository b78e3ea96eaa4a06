using Microsoft.ML.OnnxRuntime;
using ServerlessNlp.Compiler.Agreement;
using ServerlessNlp.Compiler.Networks;

namespace ServerlessNlp.Compiler.Quantization;

/// <summary>Runs a network on calibration texts and keeps what its matrices' inputs are like.</summary>
internal static class Calibrator
{
    private const int Texts = 48;

    /// <param name="write">Writes the network with the given matrices, with no loop in it.</param>
    /// <param name="opset">The version of its standard operators.</param>
    /// <param name="inputs">The texts; some of them, spread over all, are used.</param>
    /// <param name="cancellationToken">Ends it between two texts.</param>
    public static (IReadOnlyList<ActivationStatistics> Statistics, IReadOnlyDictionary<string, float[]> LargestWeights) Run(
        Func<IMatrixWriter, CompiledNetwork> write, int opset, IReadOnlyList<GateInput> inputs, CancellationToken cancellationToken)
    {
        var probe = new CalibrationProbe(opset);
        var network = write(probe);
        using var settings = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL };
        using var session = new InferenceSession(network.ToBytes(), settings);
        var statistics = probe.Points.Select(point => new ActivationStatistics([.. point.Matrices], new float[point.Size], new double[point.Size * point.Size])).ToList();
        string[] outputs = [.. probe.Points.SelectMany(point => new[] { point.Largest, point.Moments })];
        var step = Math.Max(1, inputs.Count / Texts);
        foreach (var input in inputs.Where((_, index) => index % step == 0).Take(Texts))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var run = new RunOptions();
            using var values = new TokenTensors(session.InputNames, input);
            using var results = session.Run(run, values.Names, values.Values, outputs);
            for (var i = 0; i < statistics.Count; i++)
                Add(statistics[i], results[2 * i].GetTensorDataAsSpan<float>(), results[2 * i + 1].GetTensorDataAsSpan<float>());
        }
        return (Merged(statistics), probe.LargestWeights);
    }

    /// <summary>One matrix may be used several times, as in ALBERT, and with others: each then has one statistic, of whatever it and they were given.</summary>
    private static List<ActivationStatistics> Merged(List<ActivationStatistics> statistics)
    {
        var merged = new List<ActivationStatistics>();
        foreach (var item in statistics.OrderByDescending(item => item.Matrices.Count))
        {
            if (merged.Find(other => other.Matrices.Intersect(item.Matrices).Any()) is not { } same)
            {
                merged.Add(item);
                continue;
            }
            for (var i = 0; i < same.Largest.Length; i++)
                same.Largest[i] = Math.Max(same.Largest[i], item.Largest[i]);
            for (var i = 0; i < same.Moments.Length; i++)
                same.Moments[i] += item.Moments[i];
        }
        return merged;
    }

    private static void Add(ActivationStatistics statistics, ReadOnlySpan<float> largest, ReadOnlySpan<float> moments)
    {
        for (var i = 0; i < largest.Length; i++)
            statistics.Largest[i] = Math.Max(statistics.Largest[i], largest[i]);
        for (var i = 0; i < moments.Length; i++)
            statistics.Moments[i] += moments[i];
    }
}
