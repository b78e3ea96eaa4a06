namespace ServerlessNlp.Inference;

/// <summary>An output of a model for a whole batch.</summary>
/// <param name="Name">The output's name in the graph.</param>
/// <param name="Shape">Its dimensions; the first is the number of rows.</param>
/// <param name="Values">Its numbers, row by row.</param>
public sealed record OutputTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
