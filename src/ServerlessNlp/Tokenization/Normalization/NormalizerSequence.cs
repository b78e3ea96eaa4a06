namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>Several steps, one after the other.</summary>
internal sealed class NormalizerSequence(IReadOnlyList<Normalizer> steps) : Normalizer
{
    private readonly Normalizer[] _steps = [.. steps];

    public IReadOnlyList<Normalizer> Steps => _steps;

    public override void Apply(AlignedText text)
    {
        foreach (var step in _steps)
            step.Apply(text);
    }
}
