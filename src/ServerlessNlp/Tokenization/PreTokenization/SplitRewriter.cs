namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Writes a split anew, code point by code point, with <see cref="SplitText.Write"/>. Immutable.</summary>
internal abstract class SplitRewriter
{
    public abstract void Rewrite(ReadOnlySpan<Aligned> piece, SplitText target);
}
