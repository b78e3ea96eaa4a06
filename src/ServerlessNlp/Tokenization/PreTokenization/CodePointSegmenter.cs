namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>One code point is the delimiter.</summary>
internal sealed class CodePointSegmenter(int delimiter) : Segmenter
{
    public override int Next(ReadOnlySpan<Aligned> text, int at, out bool isMatch)
    {
        isMatch = text[at].CodePoint == delimiter;
        var end = at + 1;
        while (!isMatch && end < text.Length && text[end].CodePoint != delimiter)
            end++;
        return end;
    }
}
