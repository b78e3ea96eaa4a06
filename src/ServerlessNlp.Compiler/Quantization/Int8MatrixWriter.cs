using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Quantization;

/// <summary>
/// Matrices in 8 bits, one scale for each output channel; activations are quantised as they come, one scale for each row. A row's result
/// then depends on nothing but the row: the same text gives the same answer in any batch.
/// Weights use 7 of the 8 bits: on processors without VNNI two products of 8 by 8 bits overflow the 16 bits that they are added in.
/// </summary>
/// <param name="rounder">How weights are rounded, and channels smoothed before.</param>
/// <param name="opset">The version of the standard operators in the graph.</param>
internal sealed class Int8MatrixWriter(MatrixRounder? rounder = null, int opset = NetworkCompiler.Opset) : IMatrixWriter
{
    private const int LargestWeight = 63;
    private const int LargestActivation = 127;
    private const byte ZeroPoint = 128;
    private readonly MatrixRounder _rounder = rounder ?? new MatrixRounder();
    private readonly Dictionary<string, (string Values, string Scales)> _quantized = [];
    private readonly SmoothedInputs _smoothed = new();

    public string Multiply(GraphBuilder graph, string x, string name, int inputs, int outputs, Func<float[]> weights)
    {
        var (matrix, scales) = (name + ".int8", name + ".scale");
        if (!graph.HasConstant(matrix))
        {
            var (values, steps) = _rounder.Rows(name, weights, outputs, inputs, LargestWeight);
            graph.Constant(OnnxTensor.Int8s(matrix, Matrix.Transpose<sbyte>(values, outputs, inputs), inputs, outputs));
            graph.Constant(OnnxTensor.Floats(scales, steps, outputs));
        }
        var (quantized, rowScales) = QuantizeRows(graph, _smoothed.Of(graph, x, _rounder.ScalesOf(name)));
        var zero = graph.Constant(OnnxTensor.Bytes("activation.zero_point", [ZeroPoint]));
        var product = graph.RuntimeOp("MatMulIntegerToFloat", [quantized, matrix, graph.Number(1), scales, zero]);
        return graph.Op("Mul", [product, rowScales]);
    }

    public string Look(GraphBuilder graph, string ids, string name, int entries, int size, Func<float[]> weights)
    {
        var (table, scales) = (name + ".int8", name + ".scale");
        if (!graph.HasConstant(table))
        {
            var (values, steps) = RowQuantizer.Quantize(weights(), entries, size, sbyte.MaxValue);
            graph.Constant(OnnxTensor.Int8s(table, values, entries, size));
            graph.Constant(OnnxTensor.Floats(scales, steps, entries));
        }
        return graph.Op("DequantizeLinear", [graph.Op("Gather", [table, ids]), graph.Op("Gather", [scales, ids])], ("axis", 0));
    }

    /// <summary>Activations as bytes around 128, and the scale of each row as a column. Written once for all products with the same activations.</summary>
    private (string Values, string Scales) QuantizeRows(GraphBuilder graph, string x)
    {
        if (_quantized.TryGetValue(x, out var known))
            return known;
        // Few nodes, since loading takes about a millisecond for each.
        var largest = Reduction.Largest(graph, graph.Op("Abs", [x]), 1, opset);
        var scales = graph.Op("Mul", [largest, graph.Number(1f / LargestActivation)]);
        // A row of zeros divides by zero: whatever bytes that gives, its scale makes them zeros again.
        var zeros = graph.Op("ConstantOfShape", [graph.Op("Shape", [scales])], ("value", OnnxTensor.Bytes("value", [ZeroPoint], 1)));
        var values = graph.Op("QuantizeLinear", [x, scales, zeros], ("axis", 0));
        return _quantized[x] = (values, graph.Op("Unsqueeze", [scales, graph.Integers(1)]));
    }
}
