namespace ServerlessNlp.Tokenization.Models;

/// <summary>Unigram (Kudo 2018): the division into pieces with the best sum of scores, by Viterbi.</summary>
internal sealed class UnigramModel : TokenModel
{
    private const double UnknownPenalty = 10;

    private readonly double[] _scores;
    private readonly ByteTokens? _byteTokens;
    private readonly double _unknownScore;

    public UnigramModel(Vocabulary vocabulary, double[] scores, int? unknownId, bool byteFallback) : base(vocabulary)
    {
        if (unknownId >= vocabulary.Count || unknownId < 0)
            throw new TokenizerException("The Unigram model's unk_id is outside its vocabulary.");
        _scores = scores;
        UnknownId = unknownId;
        ByteFallback = byteFallback;
        _unknownScore = (scores.Length == 0 ? double.PositiveInfinity : scores.Min()) - UnknownPenalty;
        if (byteFallback)
            _byteTokens = new ByteTokens(vocabulary);
    }

    public int? UnknownId { get; }

    public bool ByteFallback { get; }

    /// <summary>By id; no one changes them.</summary>
    public double[] Scores => _scores;

    public override void Tokenize(ReadOnlySpan<Aligned> piece, TokenList tokens, ModelScratch scratch)
    {
        scratch.Load(piece);
        var bytes = scratch.Bytes;
        var nodes = scratch.ViterbiFor(bytes.Length + 1);
        FindBestPath(bytes, nodes);
        Reverse(nodes);
        for (var at = 0; at < bytes.Length;)
        {
            var end = nodes[at].StartsAt;
            var id = nodes[at].Id;
            if (id == UnknownId)
            {
                while (end < bytes.Length && nodes[end].Id == id)
                    end = nodes[end].StartsAt;
                AddUnknown(piece, at, end, tokens, scratch);
            }
            else
            {
                tokens.Add(id, piece[scratch.CodePointOf[at]].Start, piece[scratch.CodePointOf[end - 1]].End);
            }
            at = end;
        }
    }

    private void FindBestPath(ReadOnlySpan<byte> bytes, Span<ViterbiNode> nodes)
    {
        var trie = Vocabulary.Trie;
        nodes.Fill(new ViterbiNode(0, -1, 0));
        for (var start = 0; start < bytes.Length;)
        {
            var score = nodes[start].Score;
            var length = LengthOf(bytes[start]);
            var hasSingle = false;
            var node = PieceTrie.Root;
            for (var end = start; end < bytes.Length;)
            {
                node = trie.Step(node, bytes[end++]);
                if (node == PieceTrie.None)
                    break;
                var id = trie.IdAt(node);
                if (id < 0)
                    continue;
                Relax(ref nodes[end], score + _scores[id], start, id);
                hasSingle |= end - start == length;
            }
            if (!hasSingle)
            {
                var id = UnknownId ?? throw new TokenizerException("The text has a character that the Unigram model lacks, and it has no unknown token.");
                Relax(ref nodes[start + length], score + _unknownScore, start, id);
            }
            start += length;
        }
    }

    private static void Relax(ref ViterbiNode node, double score, int start, int id)
    {
        if (node.StartsAt < 0 || score > node.Score)
            node = new ViterbiNode(score, start, id);
    }

    /// <summary>Turns the links of the best path round: from then on a node says where its piece ends, and its id.</summary>
    private static void Reverse(Span<ViterbiNode> nodes)
    {
        var end = nodes.Length - 1;
        var node = nodes[end];
        while (end > 0)
        {
            var start = node.StartsAt;
            var before = nodes[start];
            nodes[start] = node with { StartsAt = end };
            (end, node) = (start, before);
        }
    }

    /// <summary>Unknown pieces side by side are one: a piece by its whole text, else its bytes, else the unknown token.</summary>
    private void AddUnknown(ReadOnlySpan<Aligned> piece, int at, int end, TokenList tokens, ModelScratch scratch)
    {
        var (start, stop) = (piece[scratch.CodePointOf[at]].Start, piece[scratch.CodePointOf[end - 1]].End);
        var bytes = scratch.Bytes[at..end];
        var id = Vocabulary.Find(bytes);
        if (id >= 0 || _byteTokens?.HasAll(bytes) != true)
        {
            // The text of an unknown token is what is there, so its white space counts when offsets are trimmed.
            tokens.Add(id >= 0 ? id : UnknownId!.Value, start, stop, id >= 0 ? 0 : Vocabulary.CountSpaces(piece[scratch.CodePointOf[at]..(scratch.CodePointOf[end - 1] + 1)]));
            return;
        }
        foreach (var value in bytes)
            tokens.Add(_byteTokens[value], start, stop);
    }

    private static int LengthOf(byte lead) => lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// <summary>The best way to a byte: its score, where its last piece begins (-1: no way yet) and that piece's id.</summary>
internal record struct ViterbiNode(double Score, int StartsAt, int Id);
