namespace ServerlessNlp.Tokenization.Regex;

/// <summary>
/// A regular expression of the few kinds that tokenizers use: alternatives, each a sequence of repeated code point
/// classes, with at most a look-ahead at the end. Anything else is refused when it is read.
/// </summary>
/// <remarks>
/// Only patterns that run in linear time get through <see cref="RegexReader"/>: alone a repeated class,
/// or one of the published patterns of GPT-2, CLIP, Llama 3 and Qwen 2.
/// </remarks>
internal sealed class RegexPattern(string source, IReadOnlyList<RegexAlternative> alternatives) : TextPattern
{
    private readonly RegexAlternative[] _alternatives = [.. alternatives];

    public string Source => source;

    public override int MatchAt(ReadOnlySpan<Aligned> text, int at)
    {
        foreach (var alternative in _alternatives)
        {
            var length = alternative.MatchAt(text, at);
            if (length > 0)
                return length;
        }
        return -1;
    }
}
