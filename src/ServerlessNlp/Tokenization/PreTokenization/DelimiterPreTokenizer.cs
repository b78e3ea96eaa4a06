namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Divides at delimiters: Whitespace, WhitespaceSplit, Punctuation, Digits, Split, CharDelimiterSplit.</summary>
internal sealed class DelimiterPreTokenizer(Segmenter segmenter, SplitBehavior behavior) : PreTokenizer
{
    public bool IsWhitespaceSplit =>
        behavior == SplitBehavior.Removed && segmenter is PropertySegmenter { Property: Unicode.CodePointProperties.WhiteSpace };

    public override void Apply(SplitText text) => text.Divide(segmenter, behavior);
}
