namespace ServerlessNlp.Inference;

/// <summary>What has to be known about an ONNX model before it is loaded.</summary>
/// <param name="Producer">Who made the file.</param>
/// <param name="Opset">The version of the standard operator set.</param>
/// <param name="Inputs">The inputs that have to be given: without those that have an initial value.</param>
/// <param name="Outputs">The outputs.</param>
internal sealed record OnnxGraph(string Producer, int Opset, IReadOnlyList<OnnxValueInfo> Inputs, IReadOnlyList<OnnxValueInfo> Outputs)
{
    /// <summary>The names under which nodes may find the standard operators.</summary>
    internal static bool IsStandardDomain(string domain) => domain is "" or "ai.onnx";
}
