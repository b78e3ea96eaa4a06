namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Divides into parts of so many code points.</summary>
internal sealed class FixedLengthSegmenter(int length) : Segmenter
{
    public override int Next(ReadOnlySpan<Aligned> text, int at, out bool isMatch)
    {
        isMatch = false;
        return Math.Min(text.Length, at + length);
    }
}
