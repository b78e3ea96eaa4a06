using ServerlessNlp.Inference.Windows;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks.Embeddings;

/// <summary>Makes one vector of what an encoder gives for a text.</summary>
internal static class Pooling
{
    /// <summary>The vector of a text: the mean of its windows' vectors by their weight, of length 1 where the manifest says so.</summary>
    internal static double[] Vector(ModelManifest manifest, IReadOnlyList<WindowOutput> windows)
    {
        var vector = Scores.WeightedMean(windows, window => Pool(manifest, window));
        var length = Math.Sqrt(vector.Sum(value => value * value));
        return manifest.Normalize == true && length > 0 ? Array.ConvertAll(vector, value => value / length) : vector;
    }

    /// <summary>The cosine of two vectors; 0 where one of them is zero.</summary>
    internal static double Cosine(double[] a, double[] b)
    {
        var (product, lengthA, lengthB) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            product += a[i] * b[i];
            lengthA += a[i] * a[i];
            lengthB += b[i] * b[i];
        }
        return lengthA > 0 && lengthB > 0 ? Math.Clamp(product / Math.Sqrt(lengthA * lengthB), -1, 1) : 0;
    }

    /// <summary>Of <c>last_hidden_state</c> the first token's vector (cls) or the mean over all tokens, special ones too, as sentence-transformers has it (Reimers and Gurevych 2019).</summary>
    private static float[] Pool(ModelManifest manifest, WindowOutput window)
    {
        var values = window.Values[0];
        if (manifest.Outputs[0] != "last_hidden_state")
            return values;

        var tokens = window.Window.Encoding.Length;
        var width = values.Length / tokens;
        if (manifest.Pooling == "cls")
            return values[..width];
        var mean = new float[width];
        for (var i = 0; i < width; i++)
        {
            var sum = 0.0;
            for (var token = 0; token < tokens; token++)
                sum += values[token * width + i];
            mean[i] = (float)(sum / tokens);
        }
        return mean;
    }
}
