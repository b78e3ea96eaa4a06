using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Divides at white space, which goes, and at punctuation, which stays.</summary>
internal sealed class BertPreTokenizer : PreTokenizer
{
    private static readonly PropertySegmenter WhiteSpace = new(CodePointProperties.WhiteSpace);
    private static readonly PropertySegmenter Punctuation = new(CodePointProperties.Punctuation);

    public override void Apply(SplitText text)
    {
        text.Divide(WhiteSpace, SplitBehavior.Removed);
        text.Divide(Punctuation, SplitBehavior.Isolated);
    }
}
