using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>Writes a graph anew with its products with constant matrices, and its look-ups in large tables, at another precision; all else stays as it was.</summary>
internal sealed class GraphRewriter
{
    private const int GraphField = 7;
    private const int OperatorSetField = 8;
    private const int LeastTable = 1000;
    private const int LeastOpset = 13;
    private readonly GraphFile _file;
    private readonly ImportedGraph _graph;
    private readonly IReadOnlyDictionary<string, string> _outputs;
    private readonly int _maxLength;
    private readonly Dictionary<string, string> _matrixNames;

    /// <exception cref="CompilerException">The graph has no matrix that could be quantised, or uses operators of before the quantised ones.</exception>
    public GraphRewriter(GraphFile file, ImportedGraph graph, RecoveredWeights weights, IReadOnlyDictionary<string, string> outputs, int maxLength)
    {
        (_file, _graph, _outputs, _maxLength) = (file, graph, outputs, maxLength);
        if (file.Graph.Opset is < LeastOpset)
            throw new CompilerException($"model.onnx uses operator set {file.Graph.Opset}; to be quantised in its place it must be exported with {LeastOpset} or later.");
        if (!graph.Nodes.Any(node => IsProduct(node) || IsTable(node)))
            throw new CompilerException("model.onnx has no product with a constant matrix: there is nothing to quantise in it.");
        // The names of a checkpoint say what a matrix is for; where there is none, its number does.
        _matrixNames = weights.NamesOfMatrices;
    }

    public CompiledNetwork Write(IMatrixWriter matrices)
    {
        var bytes = Rewrite(matrices);
        return new CompiledNetwork(stream => stream.Write(bytes), [.. _file.Graph.Inputs.Select(input => input.Name)], [.. _outputs.Values], _file.Graph.Opset, _maxLength, []);
    }

    private byte[] Rewrite(IMatrixWriter matrices)
    {
        var builder = new GraphBuilder("nlp.");
        var flat = new Dictionary<string, string>();
        var body = new ProtobufWriter();
        var nodes = _graph.Nodes.ToList();
        var replaced = nodes.Where(node => IsProduct(node) || IsTable(node)).ToHashSet();
        var used = nodes.Where(node => !replaced.Contains(node)).SelectMany(node => node.Inputs).ToHashSet();
        used.UnionWith(replaced.Select(node => IsTable(node) ? node.Inputs[1] : node.Inputs[0]));
        var next = 0;
        foreach (var field in ProtobufFields.Of(ProtobufFields.Of(_file.Bytes).First(field => field.Number == GraphField).Bytes))
        {
            if (field.Number == 1 && nodes[next++] is var node && replaced.Contains(node))
            {
                Replace(builder, flat, node, matrices);
                foreach (var replacement in builder.TakeNodes())
                    body.Message(1, replacement.Write);
            }
            else if (field.Number != 5 || ImportedTensor.Parse(field.Bytes) is { } tensor && (used.Contains(tensor.Name) || tensor.WeightType is null))
                body.Raw(field.Whole);
        }
        var own = builder.Build("constants");
        foreach (var tensor in own.Initializers)
            body.Message(5, tensor.Write);
        foreach (var output in own.Outputs)
            body.Message(12, output.Write);
        return WithGraph(body);
    }

    private byte[] WithGraph(ProtobufWriter body)
    {
        var model = new ProtobufWriter();
        foreach (var field in ProtobufFields.Of(_file.Bytes).Where(field => field.Number != GraphField && !IsRuntimeSet(field)))
            model.Raw(field.Whole);
        model.Message(OperatorSetField, set =>
        {
            set.Text(1, OnnxModel.RuntimeDomain);
            set.Varint(2, 1);
        });
        model.Message(GraphField, graph => graph.Append(body));
        using var result = new MemoryStream();
        model.CopyTo(result);
        var renamed = _outputs.Where(pair => pair.Key != pair.Value).ToDictionary();
        return renamed.Count == 0 ? result.ToArray() : OutputRenamer.Rename(result.ToArray(), renamed);
    }

    private void Replace(GraphBuilder builder, Dictionary<string, string> flat, ImportedNode node, IMatrixWriter matrices)
    {
        var isTable = IsTable(node);
        var (x, name) = isTable ? (node.Inputs[1], node.Inputs[0]) : (node.Inputs[0], node.Inputs[1]);
        var constant = _graph.Constant(name)!;
        var (rows, columns) = ((int)constant.Shape[0], (int)constant.Shape[1]);
        if (!flat.TryGetValue(x, out var input))
            flat[x] = input = builder.Op("Reshape", [x, isTable ? builder.Integers(-1) : builder.Integers(-1, rows)]);
        var own = "nlp." + _matrixNames.GetValueOrDefault(name, name);
        var result = isTable
            ? matrices.Look(builder, input, own, rows, columns, constant.ReadFloats)
            : matrices.Multiply(builder, input, own, rows, columns, () => Matrix.Transpose<float>(constant.ReadFloats(), rows, columns));
        var shape = builder.Op("Shape", [x]);
        var leading = isTable ? shape : builder.Op("Slice", [shape, builder.Integers(0), builder.Integers(-1)]);
        builder.OpTo(node.Outputs[0], "Reshape", [result, builder.Op("Concat", [leading, builder.Integers(columns)], ("axis", 0))]);
    }

    private bool IsProduct(ImportedNode node) =>
        node is { OpType: "MatMul", Domain: "", Inputs.Count: 2 } && _graph.Constant(node.Inputs[1]) is { WeightType: not null, Shape: [> 1, > 1] } && _graph.Constant(node.Inputs[0]) is null;

    private bool IsTable(ImportedNode node) =>
        node is { OpType: "Gather", Domain: "", Inputs.Count: 2 } && node.Integer("axis", 0) == 0 && _graph.Constant(node.Inputs[0]) is { WeightType: not null, Shape: [>= LeastTable, > 1] };

    private static bool IsRuntimeSet(ProtobufField field) =>
        field.Number == OperatorSetField && ProtobufFields.Of(field.Bytes).Any(part => part.Number == 1 && part.Text == OnnxModel.RuntimeDomain);
}
