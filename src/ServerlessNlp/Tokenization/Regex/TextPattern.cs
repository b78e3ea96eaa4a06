namespace ServerlessNlp.Tokenization.Regex;

/// <summary>Something to find in a text. Immutable.</summary>
internal abstract class TextPattern
{
    /// <summary>The length of the match that begins at <paramref name="at"/>, or -1. Never 0.</summary>
    public abstract int MatchAt(ReadOnlySpan<Aligned> text, int at);

    /// <summary>Where the first match at or after <paramref name="from"/> begins, or -1.</summary>
    public int FindFrom(ReadOnlySpan<Aligned> text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (MatchAt(text, at) > 0)
                return at;
        }
        return -1;
    }
}
