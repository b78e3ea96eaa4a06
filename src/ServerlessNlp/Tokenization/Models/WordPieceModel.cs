namespace ServerlessNlp.Tokenization.Models;

/// <summary>WordPiece: the longest piece first; a word that doesn't come out whole is one unknown token.</summary>
internal sealed class WordPieceModel : TokenModel
{
    private readonly int _continuation;

    public WordPieceModel(Vocabulary vocabulary, string unknown, string prefix, int longestWord) : base(vocabulary)
    {
        UnknownId = vocabulary.Find(unknown);
        if (UnknownId < 0)
            throw new TokenizerException("The WordPiece vocabulary lacks its unknown token.");
        (Unknown, Prefix, LongestWord) = (unknown, prefix, longestWord);
        _continuation = vocabulary.Trie.Walk(System.Text.Encoding.UTF8.GetBytes(prefix));
    }

    public string Unknown { get; }

    public string Prefix { get; }

    /// <summary>Words of more code points are unknown.</summary>
    public int LongestWord { get; }

    public int UnknownId { get; }

    public override void Tokenize(ReadOnlySpan<Aligned> piece, TokenList tokens, ModelScratch scratch)
    {
        var before = tokens.Count;
        if (piece.Length <= LongestWord && TryTokenize(piece, tokens, scratch))
            return;
        tokens.Keep(0, before);
        tokens.Add(UnknownId, piece[0].Start, piece[^1].End);
    }

    private bool TryTokenize(ReadOnlySpan<Aligned> piece, TokenList tokens, ModelScratch scratch)
    {
        scratch.Load(piece);
        var bytes = scratch.Bytes;
        var codePointOf = scratch.CodePointOf;
        for (var at = 0; at < bytes.Length;)
        {
            var node = at == 0 ? PieceTrie.Root : _continuation;
            if (node == PieceTrie.None)
                return false;
            var id = Vocabulary.Trie.LongestMatch(node, bytes, at, out var end);
            if (id < 0)
                return false;
            tokens.Add(id, piece[codePointOf[at]].Start, piece[codePointOf[end - 1]].End);
            at = end;
        }
        return true;
    }
}
