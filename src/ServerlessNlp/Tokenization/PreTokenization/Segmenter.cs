using ServerlessNlp.Tokenization.Regex;
using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Cuts a text into segments that are delimiters or lie between them. Immutable.</summary>
internal abstract class Segmenter
{
    /// <summary>The end of the segment that begins at <paramref name="at"/>, and whether it is a delimiter.</summary>
    public abstract int Next(ReadOnlySpan<Aligned> text, int at, out bool isMatch);
}

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

/// <summary>Divides into parts of so many code points.</summary>
internal sealed class FixedLengthSegmenter(int length) : Segmenter
{
    public override int Next(ReadOnlySpan<Aligned> text, int at, out bool isMatch)
    {
        isMatch = false;
        return Math.Min(text.Length, at + length);
    }
}

/// <summary>The matches of a pattern are the delimiters, or, inverted, what lies between them.</summary>
internal sealed class PatternSegmenter(TextPattern pattern, bool invert) : Segmenter
{
    public override int Next(ReadOnlySpan<Aligned> text, int at, out bool isMatch)
    {
        var length = pattern.MatchAt(text, at);
        isMatch = length > 0 != invert;
        if (length > 0)
            return at + length;
        var end = pattern.FindFrom(text, at + 1);
        return end < 0 ? text.Length : end;
    }
}

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
