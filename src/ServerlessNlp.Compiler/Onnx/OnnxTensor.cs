using System.Runtime.InteropServices;

namespace ServerlessNlp.Compiler.Onnx;

/// <summary>A named constant of a graph (TensorProto), little-endian and row-major.</summary>
internal sealed record OnnxTensor(string Name, OnnxElementType Type, long[] Shape, ReadOnlyMemory<byte> Data)
{
    public static OnnxTensor Floats(string name, ReadOnlySpan<float> values, params long[] shape) =>
        new(name, OnnxElementType.Float, shape, MemoryMarshal.AsBytes(values).ToArray());

    public static OnnxTensor Int64s(string name, ReadOnlySpan<long> values, params long[] shape) =>
        new(name, OnnxElementType.Int64, shape, MemoryMarshal.AsBytes(values).ToArray());

    public static OnnxTensor Int8s(string name, ReadOnlySpan<sbyte> values, params long[] shape) =>
        new(name, OnnxElementType.Int8, shape, MemoryMarshal.AsBytes(values).ToArray());

    public static OnnxTensor Bytes(string name, ReadOnlySpan<byte> values, params long[] shape) =>
        new(name, OnnxElementType.UInt8, shape, values.ToArray());

    public void Write(ProtobufWriter writer)
    {
        foreach (var dimension in Shape)
            writer.Varint(1, dimension);
        writer.Varint(2, (int)Type);
        writer.Text(8, Name);
        writer.Bytes(9, Data);
    }
}
