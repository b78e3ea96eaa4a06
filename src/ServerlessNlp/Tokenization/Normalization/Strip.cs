using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>Drops white space at the ends.</summary>
internal sealed class Strip(bool left, bool right) : Normalizer
{
    public bool Left => left;

    public bool Right => right;

    public override void Apply(AlignedText text)
    {
        var span = text.Span;
        int leading = 0, trailing = 0;
        while (left && leading < span.Length && IsWhiteSpace(span[leading]))
            leading++;
        while (right && trailing < span.Length - leading && IsWhiteSpace(span[^(trailing + 1)]))
            trailing++;
        text.Trim(leading, trailing);
    }

    private static bool IsWhiteSpace(Aligned item) => UnicodeData.Has(item.CodePoint, CodePointProperties.WhiteSpace);
}
