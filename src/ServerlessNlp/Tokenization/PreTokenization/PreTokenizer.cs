namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Divides a normalised text into what the model sees one by one. Immutable.</summary>
internal abstract class PreTokenizer
{
    public abstract void Apply(SplitText text);
}

/// <summary>Several pre-tokenisers, one after the other.</summary>
internal sealed class PreTokenizerSequence(IReadOnlyList<PreTokenizer> steps) : PreTokenizer
{
    private readonly PreTokenizer[] _steps = [.. steps];

    public IReadOnlyList<PreTokenizer> Steps => _steps;

    public override void Apply(SplitText text)
    {
        foreach (var step in _steps)
            step.Apply(text);
    }
}

/// <summary>Divides at delimiters: Whitespace, WhitespaceSplit, Punctuation, Digits, Split, CharDelimiterSplit.</summary>
internal sealed class DelimiterPreTokenizer(Segmenter segmenter, SplitBehavior behavior) : PreTokenizer
{
    public bool IsWhitespaceSplit =>
        behavior == SplitBehavior.Removed && segmenter is PropertySegmenter { Property: Unicode.CodePointProperties.WhiteSpace };

    public override void Apply(SplitText text) => text.Divide(segmenter, behavior);
}
