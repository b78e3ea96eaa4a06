using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Quantization;

/// <summary>
/// Divides activations by the scales of their channels, once for all matrices that take them. BERT's norms come after the residual sum,
/// which reads the same values: the division cannot fold into them, and is one multiplication of its own.
/// </summary>
internal sealed class SmoothedInputs
{
    private readonly Dictionary<(string X, string Scales), string> _known = [];

    public string Of(GraphBuilder graph, string x, ChannelScales? scales)
    {
        if (scales is null)
            return x;
        if (_known.TryGetValue((x, scales.Name), out var known))
            return known;
        var inverse = graph.Constant(OnnxTensor.Floats($"{scales.Name}.smooth", Array.ConvertAll(scales.Values, scale => 1 / scale), scales.Values.Length));
        return _known[(x, scales.Name)] = graph.Op("Mul", [x, inverse]);
    }
}
