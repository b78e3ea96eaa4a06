using System.Runtime.InteropServices;

namespace ServerlessNlp.Tests.Support;

/// <summary>Makes small ONNX models (onnx.proto3) that real ONNX Runtime runs.</summary>
internal sealed class OnnxBuilder
{
    public const int Float = 1;
    public const int Int64 = 7;

    private readonly ProtobufWriter _graph = new();
    private readonly ProtobufWriter _model = new();

    public int Opset { get; init; } = 17;

    /// <summary>Fields of ModelProto beside the usual ones.</summary>
    public ProtobufWriter Model => _model;

    /// <summary>Fields of GraphProto beside the usual ones.</summary>
    public ProtobufWriter Graph => _graph;

    public OnnxBuilder Input(string name, int elementType = Int64, params long[] shape)
    {
        _graph.Message(11, Value(name, elementType, shape.Length == 0 ? [-1, -1] : shape));
        return this;
    }

    public OnnxBuilder Output(string name, params long[] shape)
    {
        _graph.Message(12, Value(name, Float, shape));
        return this;
    }

    public OnnxBuilder Node(string operation, string[] inputs, string output, params (string Name, long Value)[] attributes) =>
        Node(operation, inputs, output, "", attributes);

    public OnnxBuilder Node(string operation, string[] inputs, string output, string domain, params (string Name, long Value)[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(4, operation);
        foreach (var (name, value) in attributes)
            node.Message(5, new ProtobufWriter().Text(1, name).Integer(3, value).Integer(20, 2));
        if (domain.Length > 0)
            node.Text(7, domain);
        _graph.Message(1, node);
        return this;
    }

    public OnnxBuilder Floats(string name, long[] shape, float[] values) =>
        Tensor(Tensor(name, Float, shape).Bytes(9, MemoryMarshal.AsBytes(values.AsSpan())));

    public OnnxBuilder Integers(string name, params long[] values) =>
        Tensor(Tensor(name, Int64, [values.Length]).Bytes(9, MemoryMarshal.AsBytes(values.AsSpan())));

    public OnnxBuilder Tensor(ProtobufWriter tensor)
    {
        _graph.Message(5, tensor);
        return this;
    }

    public static ProtobufWriter Tensor(string name, int elementType, long[] shape)
    {
        var tensor = new ProtobufWriter();
        foreach (var size in shape)
            tensor.Integer(1, size);
        return tensor.Integer(2, elementType).Text(8, name);
    }

    public byte[] Build() => _model
        .Integer(1, 8)
        .Text(2, "tests")
        .Message(7, _graph.Text(2, "graph"))
        .Message(8, new ProtobufWriter().Text(1, "").Integer(2, Opset))
        .ToArray();

    private static ProtobufWriter Value(string name, int elementType, long[] shape)
    {
        var dimensions = new ProtobufWriter();
        foreach (var size in shape)
            dimensions.Message(1, size < 0 ? new ProtobufWriter().Text(2, "n") : new ProtobufWriter().Integer(1, size));
        var tensor = new ProtobufWriter().Integer(1, elementType).Message(2, dimensions);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
