namespace ServerlessNlp.Tasks.Embeddings;

/// <summary>The vector of a document.</summary>
public sealed record EmbedAnswer : DocumentAnswer
{
    /// <summary>As many numbers as the model's width; of length 1 where the manifest says that vectors are normalised.</summary>
    public required IReadOnlyList<float> Embedding { get; init; }
}
