namespace ServerlessNlp.Tokenization.Regex;

/// <summary>A text that is matched as it stands.</summary>
internal sealed class LiteralPattern : TextPattern
{
    private readonly int[] _codePoints;

    public LiteralPattern(string text)
    {
        if (text.Length == 0)
            throw new TokenizerException("A pattern is empty.");
        _codePoints = [.. text.EnumerateRunes().Select(rune => rune.Value)];
        Text = text;
    }

    public string Text { get; }

    public override int MatchAt(ReadOnlySpan<Aligned> text, int at)
    {
        if (text.Length - at < _codePoints.Length)
            return -1;
        for (var i = 0; i < _codePoints.Length; i++)
        {
            if (text[at + i].CodePoint != _codePoints[i])
                return -1;
        }
        return _codePoints.Length;
    }
}
