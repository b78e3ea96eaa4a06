namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>A normalisation step. Immutable: what it needs while it runs lives in the <see cref="AlignedText"/>.</summary>
internal abstract class Normalizer
{
    public abstract void Apply(AlignedText text);
}
