namespace ServerlessNlp.Tokenization.PreTokenization;

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
