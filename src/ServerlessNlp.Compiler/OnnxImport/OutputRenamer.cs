using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.OnnxImport;

/// <summary>Gives outputs of a finished model further names, without touching the rest of the file.</summary>
internal static class OutputRenamer
{
    private const int GraphField = 7;

    /// <summary>Appends to the graph an Identity and an output for each pair of an old and a new name.</summary>
    /// <exception cref="CompilerException">The file is no ONNX model.</exception>
    public static byte[] Rename(ReadOnlyMemory<byte> model, IReadOnlyDictionary<string, string> newNames)
    {
        var addition = new ProtobufWriter();
        foreach (var (oldName, newName) in newNames)
        {
            addition.Message(1, new OnnxNode("Identity", "", [oldName], [newName], []).Write);
            addition.Message(12, new OnnxValue(newName, OnnxElementType.Float, null).Write);
        }
        using var result = new MemoryStream(model.Length + 1024);
        foreach (var field in ProtobufFields.Of(model))
        {
            if (field.Number != GraphField)
            {
                result.Write(field.Whole.Span);
                continue;
            }
            var header = new ProtobufWriter();
            header.LengthPrefix(GraphField, field.Bytes.Length + addition.Length);
            header.CopyTo(result);
            result.Write(field.Bytes.Span);
            addition.CopyTo(result);
        }
        return result.ToArray();
    }
}
