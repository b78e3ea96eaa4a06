namespace ServerlessNlp.Tasks.Embeddings;

/// <summary>How alike a document and its pair are.</summary>
public sealed record CompareAnswer : DocumentAnswer
{
    /// <summary>The cosine of their vectors, -1 to 1.</summary>
    public required float Score { get; init; }
}
