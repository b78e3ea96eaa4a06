namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>Puts a text before what isn't empty; it shares the range of the first code point.</summary>
internal sealed class Prepend(string prefix) : Normalizer
{
    private readonly int[] _prefix = [.. prefix.EnumerateRunes().Select(rune => rune.Value)];

    public override void Apply(AlignedText text)
    {
        if (text.Length == 0 || _prefix.Length == 0)
            return;
        var first = text.Span[0];
        text.Begin();
        foreach (var codePoint in _prefix)
            text.Append(first with { CodePoint = codePoint });
        foreach (var item in text.Span)
            text.Append(item);
        text.Commit();
    }
}
