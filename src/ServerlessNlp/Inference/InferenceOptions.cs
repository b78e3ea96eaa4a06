namespace ServerlessNlp.Inference;

/// <summary>How a model is run.</summary>
public sealed record InferenceOptions
{
    /// <summary>The options where none are set.</summary>
    public static InferenceOptions Default { get; } = new();

    /// <summary>Threads for one inference; 0, the default, means as many as there are processors.</summary>
    public int Threads { get; init; }

    /// <summary>The most tokens, padding included, that go through the model at once; a longer input goes alone. Default 512.</summary>
    // Matrices are large enough from about 128 tokens on; above 512 what lies between two layers leaves the processor's cache.
    public int BatchTokens { get; init; } = 512;

    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;
}
