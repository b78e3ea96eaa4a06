using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Inference;

/// <summary>One input of a model, unpadded.</summary>
/// <param name="Ids">Token ids, special tokens included.</param>
/// <param name="TypeIds">As many token type ids.</param>
public readonly record struct ModelInput(ReadOnlyMemory<int> Ids, ReadOnlyMemory<int> TypeIds)
{
    /// <summary>The number of tokens.</summary>
    public int Length => Ids.Length;

    /// <summary>The input of an encoded text.</summary>
    public static ModelInput Of(Encoding encoding) => new(encoding.Ids.ToArray(), encoding.TypeIds.ToArray());
}
