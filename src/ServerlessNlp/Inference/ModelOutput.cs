namespace ServerlessNlp.Inference;

/// <summary>What a model gives for one input.</summary>
/// <param name="Values">For each of the manifest's outputs its numbers, without what belongs to padding: [labels], [tokens × labels], [tokens] or [width].</param>
/// <param name="IsFinite">Whether all of them are numbers. If not, nothing may be read from them.</param>
public sealed record ModelOutput(IReadOnlyList<float[]> Values, bool IsFinite);
