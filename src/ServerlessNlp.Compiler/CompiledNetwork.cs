using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler;

/// <summary>A graph made from a checkpoint.</summary>
/// <param name="Model">The graph.</param>
/// <param name="MaxLength">The most tokens that it takes.</param>
/// <param name="Unexpected">Tensors of the checkpoint that it has no use for.</param>
internal sealed record CompiledNetwork(OnnxModel Model, int MaxLength, IReadOnlyList<string> Unexpected)
{
    public IReadOnlyList<string> Inputs => [.. Model.Graph.Inputs.Select(input => input.Name)];

    public IReadOnlyList<string> Outputs => [.. Model.Graph.Outputs.Select(output => output.Name)];

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        Model.Write(stream);
        return stream.ToArray();
    }
}
