using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Each code point with a property is a delimiter.</summary>
internal sealed class PropertySegmenter(CodePointProperties property) : Segmenter
{
    public CodePointProperties Property => property;

    public override int Next(ReadOnlySpan<Aligned> text, int at, out bool isMatch)
    {
        isMatch = UnicodeData.Has(text[at].CodePoint, property);
        var end = at + 1;
        while (!isMatch && end < text.Length && !UnicodeData.Has(text[end].CodePoint, property))
            end++;
        return end;
    }
}
