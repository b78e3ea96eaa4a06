namespace ServerlessNlp.Inference;

/// <summary>One input of a model, unpadded.</summary>
/// <param name="Ids">Token ids, special tokens included.</param>
/// <param name="TypeIds">As many token type ids.</param>
public readonly record struct ModelInput(ReadOnlyMemory<int> Ids, ReadOnlyMemory<int> TypeIds)
{
    /// <summary>The number of tokens.</summary>
    public int Length => Ids.Length;
}
