using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>An operator of an ONNX file (NodeProto), with its bytes as they were.</summary>
internal sealed record ImportedNode(string OpType, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, ProtobufField[]> Attributes, ReadOnlyMemory<byte> Whole)
{
    public static ImportedNode Parse(ProtobufField node)
    {
        var (type, domain) = ("", "");
        var (inputs, outputs) = (new List<string>(), new List<string>());
        var attributes = new Dictionary<string, ProtobufField[]>();
        foreach (var field in ProtobufFields.Of(node.Bytes))
        {
            switch (field.Number)
            {
                case 1: inputs.Add(field.Text); break;
                case 2: outputs.Add(field.Text); break;
                case 4: type = field.Text; break;
                case 5:
                    var parts = ProtobufFields.Of(field.Bytes).ToArray();
                    attributes[parts.FirstOrDefault(part => part.Number == 1).Text] = parts;
                    break;
                case 7: domain = field.Text; break;
            }
        }
        return new ImportedNode(type, domain, inputs, outputs, attributes, node.Whole);
    }

    public long Integer(string name, long byDefault) => Attributes.TryGetValue(name, out var parts) ? parts.FirstOrDefault(part => part.Number == 3).Integer : byDefault;

    public float? Single(string name) => Attributes.TryGetValue(name, out var parts) ? parts.FirstOrDefault(part => part.Number == 2).Single : null;

    /// <summary>The tensor of a Constant.</summary>
    public ImportedTensor? Value => Attributes.TryGetValue("value", out var parts) && parts.FirstOrDefault(part => part.Number == 5) is { Number: 5 } tensor ? ImportedTensor.Parse(tensor.Bytes) : null;
}
