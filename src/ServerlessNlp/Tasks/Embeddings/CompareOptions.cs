namespace ServerlessNlp.Tasks.Embeddings;

/// <summary>Options of <c>compare</c>: only those that all tasks have.</summary>
public sealed record CompareOptions : TaskOptions;
