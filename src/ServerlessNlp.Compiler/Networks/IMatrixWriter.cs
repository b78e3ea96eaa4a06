using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Networks;

/// <summary>Writes the products of activations with constant matrices and the look-ups in tables, at one precision.</summary>
internal interface IMatrixWriter
{
    /// <summary>
    /// x [rows, inputs] times a stored matrix [outputs, inputs], as [rows, outputs].
    /// <paramref name="weights"/> is read only if the constant is not there yet.
    /// </summary>
    string Multiply(GraphBuilder graph, string x, string name, int inputs, int outputs, Func<float[]> weights);

    /// <summary>The rows of a table [entries, size] with the given ids (a vector), as [ids, size].</summary>
    string Look(GraphBuilder graph, string ids, string name, int entries, int size, Func<float[]> weights);
}
