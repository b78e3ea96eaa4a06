namespace ServerlessNlp.Tokenization.Models;

/// <summary>A vocabulary and the way it divides a split into tokens. Immutable.</summary>
internal abstract class TokenModel(Vocabulary vocabulary)
{
    public Vocabulary Vocabulary { get; } = vocabulary;

    /// <summary>Adds the tokens of a piece, which isn't empty.</summary>
    public abstract void Tokenize(ReadOnlySpan<Aligned> piece, TokenList tokens, ModelScratch scratch);
}
