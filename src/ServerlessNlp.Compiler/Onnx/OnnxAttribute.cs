namespace ServerlessNlp.Compiler.Onnx;

/// <summary>An attribute of a node (AttributeProto): a long, float, string, array of longs, tensor or graph.</summary>
internal sealed record OnnxAttribute(string Name, object Value)
{
    public static implicit operator OnnxAttribute((string Name, object Value) pair) =>
        new(pair.Name, pair.Value is int number ? (long)number : pair.Value);

    public void Write(ProtobufWriter writer)
    {
        writer.Text(1, Name);
        switch (Value)
        {
            case float number:
                writer.Fixed32(2, number);
                writer.Varint(20, 1);
                break;
            case long number:
                writer.Varint(3, number);
                writer.Varint(20, 2);
                break;
            case string text:
                writer.Text(4, text);
                writer.Varint(20, 3);
                break;
            case OnnxTensor tensor:
                writer.Message(5, tensor.Write);
                writer.Varint(20, 4);
                break;
            case OnnxGraph graph:
                writer.Message(6, graph.Write);
                writer.Varint(20, 5);
                break;
            case long[] numbers:
                foreach (var number in numbers)
                    writer.Varint(8, number);
                writer.Varint(20, 7);
                break;
            default:
                throw new InvalidOperationException($"ONNX has no attribute of type {Value.GetType().Name}.");
        }
    }
}
