namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Divides a normalised text into what the model sees one by one. Immutable.</summary>
internal abstract class PreTokenizer
{
    public abstract void Apply(SplitText text);
}
