namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Cuts a text into segments that are delimiters or lie between them. Immutable.</summary>
internal abstract class Segmenter
{
    /// <summary>The end of the segment that begins at <paramref name="at"/>, and whether it is a delimiter.</summary>
    public abstract int Next(ReadOnlySpan<Aligned> text, int at, out bool isMatch);
}
