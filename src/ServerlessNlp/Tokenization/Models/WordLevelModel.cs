namespace ServerlessNlp.Tokenization.Models;

/// <summary>Whole words or the unknown token.</summary>
internal sealed class WordLevelModel : TokenModel
{
    private readonly int _unknownId;

    public WordLevelModel(Vocabulary vocabulary, string unknown) : base(vocabulary)
    {
        Unknown = unknown;
        _unknownId = vocabulary.Find(unknown);
        if (_unknownId < 0)
            throw new TokenizerException("The WordLevel vocabulary lacks its unknown token.");
    }

    public string Unknown { get; }

    public override void Tokenize(ReadOnlySpan<Aligned> piece, TokenList tokens, ModelScratch scratch)
    {
        scratch.Load(piece);
        var id = Vocabulary.Find(scratch.Bytes);
        tokens.Add(id < 0 ? _unknownId : id, piece[0].Start, piece[^1].End);
    }
}
