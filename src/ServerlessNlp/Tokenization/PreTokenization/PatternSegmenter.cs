using ServerlessNlp.Tokenization.Regex;

namespace ServerlessNlp.Tokenization.PreTokenization;

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
