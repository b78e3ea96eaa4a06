using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Quantization;

/// <summary>
/// Matrices in 4 bits with a scale for each block of 32 weights; ONNX Runtime quantises the activations, a scale for each block of each
/// row, so that a row's result depends on nothing but the row.
/// </summary>
/// <param name="rounder">How weights are rounded, and channels smoothed before.</param>
/// <param name="opset">The version of the standard operators in the graph.</param>
internal sealed class Int4MatrixWriter(MatrixRounder? rounder = null, int opset = NetworkCompiler.Opset) : IMatrixWriter
{
    private const int Block = 32;
    private readonly MatrixRounder _rounder = rounder ?? new MatrixRounder();
    private readonly SmoothedInputs _smoothed = new();
    private readonly Int8MatrixWriter _bytes = new(null, opset);

    public string Multiply(GraphBuilder graph, string x, string name, int inputs, int outputs, Func<float[]> weights)
    {
        var (matrix, scales) = (name + ".int4", name + ".scale");
        if (!graph.HasConstant(matrix))
        {
            var (packed, steps) = _rounder.Blocks(name, weights, outputs, inputs, Block);
            var blocks = (inputs + Block - 1) / Block;
            graph.Constant(OnnxTensor.Bytes(matrix, packed, outputs, blocks, Block / 2));
            graph.Constant(OnnxTensor.Floats(scales, steps, outputs * blocks));
        }
        return graph.RuntimeOp("MatMulNBits", [_smoothed.Of(graph, x, _rounder.ScalesOf(name)), matrix, scales], ("K", inputs), ("N", outputs), ("bits", 4), ("block_size", Block), ("accuracy_level", 4));
    }

    public string Look(GraphBuilder graph, string ids, string name, int entries, int size, Func<float[]> weights)
    {
        if (size % Block != 0)
            return _bytes.Look(graph, ids, name, entries, size, weights);
        var (table, scales) = (name + ".int4", name + ".scale");
        if (!graph.HasConstant(table))
        {
            var (packed, steps) = BlockQuantizer.Quantize(weights(), entries, size, Block);
            graph.Constant(OnnxTensor.Bytes(table, packed, entries, size / 2));
            graph.Constant(OnnxTensor.Floats(scales, steps, entries, size / Block));
        }
        return graph.RuntimeOp("GatherBlockQuantized", [table, ids, scales], ("gather_axis", 0), ("quantize_axis", 1), ("block_size", Block), ("bits", 4));
    }
}
