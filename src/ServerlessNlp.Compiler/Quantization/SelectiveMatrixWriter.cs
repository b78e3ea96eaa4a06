using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Quantization;

/// <summary>Quantises all matrices but those whose names say otherwise, which are written at a higher precision.</summary>
internal sealed class SelectiveMatrixWriter(IMatrixWriter quantized, IMatrixWriter higher, Predicate<string> keep) : IMatrixWriter
{
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The names of all matrices and tables that were written.</summary>
    public IReadOnlyCollection<string> Names => _names;

    public string Multiply(GraphBuilder graph, string x, string name, int inputs, int outputs, Func<float[]> weights) =>
        Choose(name).Multiply(graph, x, name, inputs, outputs, weights);

    public string Look(GraphBuilder graph, string ids, string name, int entries, int size, Func<float[]> weights) =>
        Choose(name).Look(graph, ids, name, entries, size, weights);

    private IMatrixWriter Choose(string name)
    {
        _names.Add(name);
        return keep(name) ? higher : quantized;
    }
}
