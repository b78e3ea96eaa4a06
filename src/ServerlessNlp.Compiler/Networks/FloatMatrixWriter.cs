using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Networks;

/// <summary>Matrices as they are, in 32-bit floats.</summary>
internal sealed class FloatMatrixWriter : IMatrixWriter
{
    public string Multiply(GraphBuilder graph, string x, string name, int inputs, int outputs, Func<float[]> weights)
    {
        if (!graph.HasConstant(name))
            graph.Constant(OnnxTensor.Floats(name, Matrix.Transpose<float>(weights(), outputs, inputs), inputs, outputs));
        return graph.Op("MatMul", [x, name]);
    }

    public string Look(GraphBuilder graph, string ids, string name, int entries, int size, Func<float[]> weights)
    {
        if (!graph.HasConstant(name))
            graph.Constant(OnnxTensor.Floats(name, weights(), entries, size));
        return graph.Op("Gather", [name, ids]);
    }
}
