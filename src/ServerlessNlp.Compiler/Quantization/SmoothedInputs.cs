using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Quantization;

/// <summary>
/// Divides activations by the scales of their channels, once for all matrices that take them. BERT's norms come after the residual sum,
/// which reads the same values: the division cannot fold into them, and is one multiplication of its own.
/// </summary>
internal sealed class SmoothedInputs
{
    private readonly Dictionary<(string X, float[] Scales), string> _known = [];

    public string Of(GraphBuilder graph, string x, float[]? scales)
    {
        if (scales is null)
            return x;
        if (_known.TryGetValue((x, scales), out var known))
            return known;
        var inverse = OnnxTensor.Floats($"smooth.{_known.Keys.Select(key => key.Scales).Append(scales).Distinct().ToList().IndexOf(scales)}", Array.ConvertAll(scales, scale => 1 / scale), scales.Length);
        return _known[(x, scales)] = graph.Op("Mul", [x, graph.Constant(inverse)]);
    }
}
