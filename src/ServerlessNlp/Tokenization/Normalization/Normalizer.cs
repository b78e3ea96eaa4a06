namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>A normalisation step. Immutable: what it needs while it runs lives in the <see cref="AlignedText"/>.</summary>
internal abstract class Normalizer
{
    public abstract void Apply(AlignedText text);
}

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
