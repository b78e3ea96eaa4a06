namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>A part of a normalised text: words for the model, or an added token that was found (then with its id).</summary>
internal readonly record struct Split(int From, int To, int TokenId = Split.NoToken)
{
    public const int NoToken = -1;
}
