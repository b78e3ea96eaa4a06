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

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">TensorProto.DataType: 1 float, 7 int64 …; 0 where it is not a tensor or not said.</param>
/// <param name="Dimensions">Its dimensions, null where they are not said; -1 stands for one that is not fixed.</param>
internal sealed record OnnxValueInfo(string Name, int ElementType, IReadOnlyList<long>? Dimensions);
