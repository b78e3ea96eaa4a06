namespace ServerlessNlp.Tokenization.Decoding;

/// <summary>Turns tokens into pieces of text, which joined are the text that they stand for. Immutable.</summary>
internal abstract class Decoder
{
    /// <summary>Rewrites the tokens in place; there may be fewer afterwards.</summary>
    public abstract void Apply(List<string> tokens);

    /// <summary>Rewrites each token, which knows its place.</summary>
    protected static void Rewrite(List<string> tokens, Func<string, int, string> rewrite)
    {
        for (var i = 0; i < tokens.Count; i++)
            tokens[i] = rewrite(tokens[i], i);
    }
}

/// <summary>Several, one after the other.</summary>
internal sealed class DecoderSequence(Decoder[] steps) : Decoder
{
    public override void Apply(List<string> tokens)
    {
        foreach (var step in steps)
            step.Apply(tokens);
    }
}

/// <summary>Joins all tokens into one.</summary>
internal sealed class Fuse : Decoder
{
    public override void Apply(List<string> tokens)
    {
        var text = string.Concat(tokens);
        tokens.Clear();
        tokens.Add(text);
    }
}
