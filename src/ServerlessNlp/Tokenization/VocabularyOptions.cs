namespace ServerlessNlp.Tokenization;

/// <summary>What a vocab.txt or a SentencePiece model doesn't say of itself; the defaults are those of BERT and ALBERT.</summary>
public sealed record VocabularyOptions
{
    /// <summary>Whether the text is lower-cased.</summary>
    public bool Lowercase { get; init; } = true;

    /// <summary>Whether accents go; null: with lower case.</summary>
    public bool? StripAccents { get; init; }

    /// <summary>Whether Chinese characters are words of their own (BERT only).</summary>
    public bool HandleChinese { get; init; } = true;

    /// <summary>Whether accents stay (ALBERT only).</summary>
    public bool KeepAccents { get; init; }
}
