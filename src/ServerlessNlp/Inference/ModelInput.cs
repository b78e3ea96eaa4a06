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

/// <summary>What a model gives for one input.</summary>
/// <param name="Values">For each of the manifest's outputs its numbers, without what belongs to padding: [labels], [tokens × labels], [tokens] or [width].</param>
/// <param name="IsFinite">Whether all of them are numbers. If not, nothing may be read from them.</param>
public sealed record ModelOutput(IReadOnlyList<float[]> Values, bool IsFinite);

/// <summary>An output of a model for a whole batch.</summary>
/// <param name="Name">The output's name in the graph.</param>
/// <param name="Shape">Its dimensions; the first is the number of rows.</param>
/// <param name="Values">Its numbers, row by row.</param>
public sealed record OutputTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
