using ServerlessNlp.Tokenization.Regex;

namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>Replaces each match; what takes its place has the range of the match's last code point.</summary>
internal sealed class Replace(TextPattern pattern, string content) : Normalizer
{
    private readonly int[] _content = [.. content.EnumerateRunes().Select(rune => rune.Value)];

    public TextPattern Pattern => pattern;

    public string Content => content;

    public override void Apply(AlignedText text)
    {
        var span = text.Span;
        if (pattern.FindFrom(span, 0) < 0)
            return;
        text.Begin();
        for (var at = 0; at < span.Length;)
        {
            var length = pattern.MatchAt(span, at);
            if (length <= 0)
            {
                text.Append(span[at++]);
                continue;
            }
            at += length;
            foreach (var codePoint in _content)
                text.Append(span[at - 1] with { CodePoint = codePoint });
        }
        text.Commit();
    }
}
