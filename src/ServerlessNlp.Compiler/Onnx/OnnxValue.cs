namespace ServerlessNlp.Compiler.Onnx;

/// <summary>An input or output of a graph (ValueInfoProto). A dimension is a number or, where it varies, a name; no shape at all is a null.</summary>
internal sealed record OnnxValue(string Name, OnnxElementType Type, IReadOnlyList<object>? Shape)
{
    public void Write(ProtobufWriter writer)
    {
        writer.Text(1, Name);
        writer.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Varint(1, (int)Type);
            if (Shape is not null)
                tensor.Message(2, shape => WriteShape(shape, Shape));
        }));
    }

    private static void WriteShape(ProtobufWriter writer, IReadOnlyList<object> shape)
    {
        foreach (var dimension in shape)
        {
            writer.Message(1, inner =>
            {
                if (dimension is string name)
                    inner.Text(2, name);
                else
                    inner.Varint(1, Convert.ToInt64(dimension));
            });
        }
    }
}
