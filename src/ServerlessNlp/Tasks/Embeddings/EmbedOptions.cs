namespace ServerlessNlp.Tasks.Embeddings;

/// <summary>Options of <c>embed</c>: only those that all tasks have.</summary>
public sealed record EmbedOptions : TaskOptions;
