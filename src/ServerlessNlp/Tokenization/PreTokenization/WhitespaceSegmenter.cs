using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>What isn't matched by <c>\w+|[^\w\s]+</c> is the delimiter.</summary>
internal sealed class WhitespaceSegmenter : Segmenter
{
    public override int Next(ReadOnlySpan<Aligned> text, int at, out bool isMatch)
    {
        var kind = KindOf(text[at].CodePoint);
        isMatch = kind == CodePointProperties.WhiteSpace;
        var end = at + 1;
        while (end < text.Length && KindOf(text[end].CodePoint) == kind)
            end++;
        return end;
    }

    private static CodePointProperties KindOf(int codePoint)
    {
        var properties = UnicodeData.PropertiesOf(codePoint);
        return (properties & CodePointProperties.RustWord) != 0 ? CodePointProperties.RustWord
            : properties & CodePointProperties.WhiteSpace;
    }
}
