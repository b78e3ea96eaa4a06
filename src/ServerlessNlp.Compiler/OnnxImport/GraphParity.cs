using Microsoft.ML.OnnxRuntime;
using ServerlessNlp.Compiler.Agreement;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>Compares a network that was written anew with the graph that it was recovered from, on random tokens.</summary>
internal static class GraphParity
{
    /// <summary>The largest difference that rounding explains, for values of up to 1.</summary>
    public const double Tolerance = 2e-5;

    private const int Inputs = 12;

    /// <summary>The largest difference of any output, where values larger than 1 count by their size.</summary>
    /// <param name="original">The graph as it came.</param>
    /// <param name="names">The names of its outputs, with those of the network.</param>
    /// <param name="network">What was written anew.</param>
    /// <param name="inputs">Token sequences.</param>
    /// <param name="cancellationToken">Ends it between two inputs.</param>
    /// <exception cref="CompilerException">The graph cannot be run.</exception>
    public static double Difference(GraphFile original, IReadOnlyDictionary<string, string> names, CompiledNetwork network, IReadOnlyList<GateInput> inputs, CancellationToken cancellationToken)
    {
        try
        {
            using var settings = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            using var first = new InferenceSession(original.Bytes, settings);
            using var second = new InferenceSession(network.ToBytes(), settings);
            var largest = 0.0;
            foreach (var input in inputs.Take(Inputs))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var expected = Run(first, input, [.. names.Keys]);
                var actual = Run(second, input, [.. names.Values]);
                largest = Math.Max(largest, expected.Zip(actual, Largest).Max());
            }
            return largest;
        }
        catch (OnnxRuntimeException error)
        {
            throw new CompilerException("model.onnx cannot be run on token ids alone: it is no encoder of text, or damaged.", error);
        }
    }

    private static double Largest(float[] expected, float[] actual) =>
        expected.Length == actual.Length ? expected.Zip(actual, (a, b) => Math.Abs(a - (double)b) / Math.Max(1, Math.Abs(a))).Max(value => double.IsNaN(value) ? double.PositiveInfinity : value) : double.PositiveInfinity;

    private static List<float[]> Run(InferenceSession session, GateInput input, string[] outputs)
    {
        using var run = new RunOptions();
        using var values = new TokenTensors(session.InputNames, input);
        using var results = session.Run(run, values.Names, values.Values, outputs);
        return [.. results.Select(result => result.GetTensorDataAsSpan<float>().ToArray())];
    }
}
