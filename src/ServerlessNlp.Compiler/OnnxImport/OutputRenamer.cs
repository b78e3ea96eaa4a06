using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>Gives outputs of a finished model further names, without touching the rest of the file.</summary>
internal static class OutputRenamer
{
    private const int GraphField = 7;

    /// <summary>Appends to the graph an Identity and an output for each pair of an old and a new name.</summary>
    /// <exception cref="CompilerException">The file is no ONNX model.</exception>
    public static byte[] Rename(ReadOnlySpan<byte> model, IReadOnlyDictionary<string, string> newNames)
    {
        var addition = new ProtobufWriter();
        foreach (var (oldName, newName) in newNames)
        {
            addition.Message(1, new OnnxNode("Identity", "", [oldName], [newName], []).Write);
            addition.Message(12, new OnnxValue(newName, OnnxElementType.Float, null).Write);
        }
        using var result = new MemoryStream(model.Length + 1024);
        for (var position = 0; position < model.Length;)
        {
            var start = position;
            var tag = Varint(model, ref position);
            var payload = Skip(model, (int)(tag & 7), ref position);
            if (tag >> 3 != GraphField)
            {
                result.Write(model[start..position]);
                continue;
            }
            var header = new ProtobufWriter();
            header.LengthPrefix(GraphField, payload.Length + addition.Length);
            header.CopyTo(result);
            result.Write(payload);
            addition.CopyTo(result);
        }
        return result.ToArray();
    }

    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> model, int wireType, ref int position)
    {
        var start = position;
        if (wireType == 0)
        {
            Varint(model, ref position);
            return model[start..position];
        }
        var length = wireType switch
        {
            1 => 8UL,
            2 => Varint(model, ref position),
            5 => 4UL,
            _ => throw Damaged(),
        };
        if (length > (ulong)(model.Length - position))
            throw Damaged();
        var payload = model.Slice(position, (int)length);
        position += (int)length;
        return payload;
    }

    private static ulong Varint(ReadOnlySpan<byte> model, ref int position)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (position >= model.Length)
                throw Damaged();
            var next = model[position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw Damaged();
    }

    private static CompilerException Damaged() => new("model.onnx is damaged: it is not an ONNX model.");
}
