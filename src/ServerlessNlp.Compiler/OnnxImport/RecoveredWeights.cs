using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Networks;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>
/// The checkpoint that a graph was exported from, as PyTorch and Optimum export it: embeddings, norms and biases keep their names; the
/// matrix of a product is transposed and has a number, and gets its name from the bias that is added next.
/// </summary>
internal sealed class RecoveredWeights : IWeightSource
{
    private const string Embeddings = "embeddings.word_embeddings.weight";
    private static readonly string[] Families = ["bert", "albert", "roberta", "distilbert", "electra", "mpnet", "transformer", "mobilebert"];
    private readonly Dictionary<string, (ImportedTensor Tensor, bool Transposed)> _tensors = new(StringComparer.Ordinal);

    public RecoveredWeights(ImportedGraph graph)
    {
        foreach (var (name, tensor) in graph.Constants)
        {
            // Constants without a dotted name, and results of nodes, are none of the checkpoint's.
            if (tensor.WeightType is not null && name.Contains('.') && !name.StartsWith('/') && !name.StartsWith("onnx::", StringComparison.Ordinal))
                _tensors[name] = (tensor, false);
        }
        foreach (var node in graph.Nodes.Where(node => node.OpType is "MatMul" or "Gemm" && node.Inputs.Count >= 2))
            AddMatrix(graph, node);
        StripPrefix();
        Weights = _tensors.ToDictionary(pair => pair.Key, pair => Describe(pair.Key, pair.Value.Tensor, pair.Value.Transposed));
    }

    public IReadOnlyDictionary<string, WeightInfo> Weights { get; }

    /// <summary>The names that the matrices of products got, by those in the graph.</summary>
    public Dictionary<string, string> NamesOfMatrices { get; } = new(StringComparer.Ordinal);

    public float[] Read(string name)
    {
        var (tensor, transposed) = _tensors[name];
        var values = tensor.ReadFloats();
        return transposed ? Matrix.Transpose<float>(values, (int)tensor.Shape[0], (int)tensor.Shape[1]) : values;
    }

    public void Dispose() { }

    private void AddMatrix(ImportedGraph graph, ImportedNode node)
    {
        if (graph.Constant(node.Inputs[1]) is not { WeightType: not null, Shape.Length: 2 } matrix)
            return;
        var bias = node.OpType == "Gemm" ? node.Inputs.ElementAtOrDefault(2) : AddedTo(graph, node.Outputs[0]);
        if (bias?.EndsWith(".bias", StringComparison.Ordinal) == true)
        {
            var name = NamesOfMatrices[node.Inputs[1]] = bias[..^"bias".Length] + "weight";
            _tensors[name] = (matrix, node.OpType == "MatMul" || node.Integer("transB", 0) == 0);
        }
    }

    private static string? AddedTo(ImportedGraph graph, string product)
    {
        var sum = graph.Nodes.FirstOrDefault(node => node.OpType == "Add" && node.Inputs.Contains(product));
        return sum?.Inputs.FirstOrDefault(name => name != product && graph.Constant(name) is { Shape.Length: 1 });
    }

    /// <summary>Takes away what a wrapper around the model put before the names, such as 0.auto_model of sentence-transformers.</summary>
    private void StripPrefix()
    {
        var words = _tensors.Keys.FirstOrDefault(name => name.EndsWith(Embeddings, StringComparison.Ordinal));
        var prefix = words?[..^Embeddings.Length] ?? "";
        if (Families.FirstOrDefault(family => prefix.EndsWith(family + ".", StringComparison.Ordinal)) is { } own)
            prefix = prefix[..^(own.Length + 1)];
        if (prefix.Length == 0)
            return;
        foreach (var name in _tensors.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            _tensors[name[prefix.Length..]] = _tensors[name];
            _tensors.Remove(name);
        }
    }

    private static WeightInfo Describe(string name, ImportedTensor tensor, bool transposed) =>
        new(name, tensor.WeightType!.Value, transposed ? [tensor.Shape[1], tensor.Shape[0]] : tensor.Shape);
}
