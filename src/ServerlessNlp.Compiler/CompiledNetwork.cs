using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler;

/// <summary>A graph that was compiled.</summary>
/// <param name="Write">Writes its file.</param>
/// <param name="Inputs">The names of its inputs.</param>
/// <param name="Outputs">The names of its outputs.</param>
/// <param name="Opset">The version of the standard operators that it uses.</param>
/// <param name="MaxLength">The most tokens that it takes.</param>
/// <param name="Unexpected">Tensors of the checkpoint that it has no use for.</param>
internal sealed record CompiledNetwork(Action<Stream> Write, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, int Opset, int MaxLength, IReadOnlyList<string> Unexpected)
{
    public static CompiledNetwork Of(OnnxModel model, int maxLength, IReadOnlyList<string> unexpected) =>
        new(model.Write, [.. model.Graph.Inputs.Select(input => input.Name)], [.. model.Graph.Outputs.Select(output => output.Name)], model.Opset, maxLength, unexpected);

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }
}
