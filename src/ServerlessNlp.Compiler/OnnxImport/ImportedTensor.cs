using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>A constant of an ONNX file (TensorProto).</summary>
internal sealed record ImportedTensor(string Name, int Type, long[] Shape, ReadOnlyMemory<byte> Raw, float[] Floats, long[] Integers)
{
    private const int Float = 1;
    private const int Int64 = 7;

    /// <summary>How its elements are stored, or null where they are no floats.</summary>
    public WeightType? WeightType => Type switch
    {
        Float => Checkpoints.WeightType.Float32,
        10 => Checkpoints.WeightType.Float16,
        16 => Checkpoints.WeightType.BFloat16,
        _ => null,
    };

    public static ImportedTensor Parse(ReadOnlyMemory<byte> message)
    {
        var (name, type, raw) = ("", 0, ReadOnlyMemory<byte>.Empty);
        var (shape, floats, integers) = (new List<long>(), new List<float>(), new List<long>());
        foreach (var field in ProtobufFields.Of(message))
        {
            switch (field.Number)
            {
                case 1: shape.AddRange(field.Integers()); break;
                case 2: type = (int)field.Integer; break;
                case 4 when field.WireType == 2: floats.AddRange(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(field.Bytes.Span).ToArray()); break;
                case 4: floats.Add(field.Single); break;
                case 5 or 7: integers.AddRange(field.Integers()); break;
                case 8: name = field.Text; break;
                case 9: raw = field.Bytes; break;
            }
        }
        return new ImportedTensor(name, type, [.. shape], raw, [.. floats], [.. integers]);
    }

    /// <summary>Its elements as floats.</summary>
    /// <exception cref="CompilerException">The data is of another size than the shape says.</exception>
    public float[] ReadFloats()
    {
        var info = new WeightInfo(Name, WeightType!.Value, Shape);
        if (Raw.IsEmpty && Floats.Length == info.Elements)
            return Floats;
        if (Raw.Length != info.Elements * info.Type.Size())
            throw new CompilerException($"The constant {Printable.Name(Name)} of model.onnx has other data than its shape says: the file is damaged.");
        var values = new float[info.Elements];
        info.Type.Decode(Raw.Span, values);
        return values;
    }

    /// <summary>Its elements, if it is a small tensor of 64-bit integers.</summary>
    public long[] ReadIntegers() => Type != Int64 || Raw.Length > 4096 ? [] : Raw.IsEmpty ? Integers : System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(Raw.Span).ToArray();
}
