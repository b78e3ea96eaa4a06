using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>The nodes and constants of an ONNX file. A constant is known by every name that nodes give it.</summary>
internal sealed class ImportedGraph
{
    private const int GraphField = 7;
    private readonly Dictionary<string, ImportedTensor> _constants = new(StringComparer.Ordinal);

    private ImportedGraph(ReadOnlyMemory<byte> file)
    {
        File = file;
        var nodes = new List<ImportedNode>();
        foreach (var field in ProtobufFields.Of(ProtobufFields.Of(file).First(field => field.Number == GraphField).Bytes))
        {
            if (field.Number == 1)
                nodes.Add(ImportedNode.Parse(field));
            else if (field.Number == 5 && ImportedTensor.Parse(field.Bytes) is var tensor)
                _constants[tensor.Name] = tensor;
        }
        foreach (var node in nodes.Where(node => node.Outputs.Count == 1))
        {
            if (node.OpType == "Constant" && node.Value is { } value)
                _constants[node.Outputs[0]] = value with { Name = node.Outputs[0] };
            // The exporter stores equal weights once, and gives the others as its Identity.
            if (node.OpType == "Identity" && _constants.TryGetValue(node.Inputs[0], out var same))
                _constants[node.Outputs[0]] = same;
        }
        Nodes = nodes;
    }

    public ReadOnlyMemory<byte> File { get; }

    public IReadOnlyList<ImportedNode> Nodes { get; }

    public IReadOnlyDictionary<string, ImportedTensor> Constants => _constants;

    /// <exception cref="CompilerException">The file is damaged.</exception>
    public static ImportedGraph Read(ReadOnlyMemory<byte> file) => new(file);

    public ImportedTensor? Constant(string name) => _constants.GetValueOrDefault(name);

    public int Count(string operation) => Nodes.Count(node => node.OpType == operation);
}
