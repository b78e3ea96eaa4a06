namespace ServerlessNlp.Tokenization.AddedTokens;

/// <summary>A token that is found in the text before the model sees it; named as in tokenizer.json.</summary>
internal sealed record AddedToken(string Content, int Id)
{
    public bool SingleWord { get; init; }

    public bool LeftStrip { get; init; }

    public bool RightStrip { get; init; }

    /// <summary>Whether it is looked for in the normalised text, else in the original.</summary>
    public bool Normalized { get; init; }

    public bool Special { get; init; }

    /// <summary>A special token as the converters of vocabularies write it.</summary>
    public static AddedToken OfSpecial(string content, int id, bool leftStrip = false) => new(content, id) { LeftStrip = leftStrip, Special = true };
}
