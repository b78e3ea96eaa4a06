namespace ServerlessNlp.Inference;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">TensorProto.DataType: 1 float, 7 int64 …; 0 where it is not a tensor or not said.</param>
/// <param name="Dimensions">Its dimensions, null where they are not said; -1 stands for one that is not fixed.</param>
internal sealed record OnnxValueInfo(string Name, int ElementType, IReadOnlyList<long>? Dimensions);
