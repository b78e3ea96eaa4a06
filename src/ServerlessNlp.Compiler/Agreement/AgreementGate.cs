using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Compiler.Agreement;

/// <summary>Measures how well a quantised graph agrees with its full-precision one, so that none is shipped on trust.</summary>
internal static class AgreementGate
{
    /// <summary>Compares what two models of the same checkpoint gave for the same inputs.</summary>
    /// <param name="manifest">The task and its labels.</param>
    /// <param name="exact">The outputs in full precision.</param>
    /// <param name="quantized">The outputs of the quantised graph.</param>
    public static Models.Agreement Measure(ModelManifest manifest, IReadOnlyList<float[][]> exact, IReadOnlyList<float[][]> quantized)
    {
        Func<float[][], float[][], Comparison> compare = (manifest.Kind.Head, manifest.Kind.LogitCount(manifest)) switch
        {
            (HeadKind.Span, _) => CompareSpans,
            (_, null) => CompareVectors,
            (_, 1) => CompareNumbers(exact),
            (_, { } labels) => (a, b) => CompareScores(a[0], b[0], labels, manifest.MultiLabel),
        };
        var results = exact.Zip(quantized, compare).ToList();
        return new Models.Agreement(results.Average(result => result.Agreed), results.Max(result => result.Largest), results.Count, results.Average(result => result.Mean));
    }

    /// <summary>The share of rows with the same best label (or the same labels above one half), and the differences of the scores.</summary>
    private static Comparison CompareScores(float[] exact, float[] quantized, int labels, bool multiLabel)
    {
        var (agreed, sum, largest) = (0, 0.0, 0.0);
        for (var start = 0; start < exact.Length; start += labels)
        {
            var (a, b) = (ToScores(exact.AsSpan(start, labels), multiLabel), ToScores(quantized.AsSpan(start, labels), multiLabel));
            agreed += (multiLabel ? a.Zip(b).All(pair => pair.First > 0.5 == pair.Second > 0.5) : Best(a) == Best(b)) ? 1 : 0;
            foreach (var (first, second) in a.Zip(b))
            {
                sum += Math.Abs(first - second);
                largest = Math.Max(largest, Math.Abs(first - second));
            }
        }
        return new Comparison((double)agreed * labels / exact.Length, sum / exact.Length, largest);
    }

    private static Comparison CompareSpans(float[][] exact, float[][] quantized)
    {
        var start = CompareScores(exact[0], quantized[0], exact[0].Length, false);
        var end = CompareScores(exact[1], quantized[1], exact[1].Length, false);
        return new Comparison(Math.Min(start.Agreed, end.Agreed), (start.Mean + end.Mean) / 2, Math.Max(start.Largest, end.Largest));
    }

    /// <summary>Vectors agree where their cosine is at least 0.99; the difference is what the cosine lacks to 1.</summary>
    private static Comparison CompareVectors(float[][] exact, float[][] quantized)
    {
        const double Close = 0.99;
        var (dot, first, second) = (0.0, 0.0, 0.0);
        foreach (var (a, b) in exact[0].Zip(quantized[0]))
        {
            dot += (double)a * b;
            first += (double)a * a;
            second += (double)b * b;
        }
        var cosine = dot / Math.Max(Math.Sqrt(first * second), double.Epsilon);
        return new Comparison(cosine >= Close ? 1 : 0, 1 - cosine, 1 - cosine);
    }

    /// <summary>Numbers (of a text or of each token) agree where they differ by at most a fiftieth of the range that the full-precision graph covers.</summary>
    private static Func<float[][], float[][], Comparison> CompareNumbers(IReadOnlyList<float[][]> exact)
    {
        var range = Math.Max(exact.Max(output => output[0].Max()) - exact.Min(output => output[0].Min()), 1e-6);
        return (a, b) =>
        {
            var differences = a[0].Zip(b[0], (first, second) => (double)Math.Abs(first - second)).ToList();
            return new Comparison(differences.Average(difference => difference <= range / 50 ? 1 : 0), differences.Average(), differences.Max());
        };
    }

    private static double[] ToScores(ReadOnlySpan<float> logits, bool multiLabel) =>
        multiLabel ? Array.ConvertAll(logits.ToArray(), logit => Scores.Sigmoid(logit, 1)) : Scores.Softmax(logits, 1);

    private static int Best(double[] scores) => Array.IndexOf(scores, scores.Max());

    /// <summary>One input: how much of it agreed (0 to 1), and the mean and largest difference of a score.</summary>
    private readonly record struct Comparison(double Agreed, double Mean, double Largest);
}
