namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Divides at delimiters: Whitespace, WhitespaceSplit, Punctuation, Digits, Split, CharDelimiterSplit.</summary>
internal sealed class DelimiterPreTokenizer(Segmenter segmenter, SplitBehavior behavior) : PreTokenizer
{
    public override void Apply(SplitText text) => text.Divide(segmenter, behavior);
}
