using System.Runtime.CompilerServices;
using ServerlessNlp.Tokenization.Models;
using ServerlessNlp.Tokenization.PreTokenization;

namespace ServerlessNlp.Tokenization.FastPath;

/// <summary>The pipeline of ALBERT, XLM-R and T5: words with a mark (▁) in front, divided by Unigram.</summary>
internal sealed class UnigramShortCut : ShortCut
{
    private const int Mark = '▁', LongestWord = 256;

    private readonly PieceTrie _trie;
    private readonly double[] _scores;
    private readonly int _markNode, _markId;
    private readonly bool _dropsSpaces, _collapsesSpaces, _stripsEnd;

    private UnigramShortCut(AsciiProfile profile, UnigramModel model, int markNode, bool dropsSpaces) : base(profile)
    {
        _trie = model.Vocabulary.Trie;
        _scores = model.Scores;
        _markNode = markNode;
        _markId = _trie.IdAt(markNode);
        _dropsSpaces = dropsSpaces;
        _collapsesSpaces = profile.CollapsesSpaces;
        _stripsEnd = profile.StripsEnd;
    }

    public static UnigramShortCut? For(TokenizerParts parts)
    {
        if (parts.Model is not UnigramModel model || AsciiProfile.Of(parts.Normalizer) is not { } profile)
            return null;
        var markNode = model.Vocabulary.Trie.Walk("▁"u8);
        if (markNode == PieceTrie.None || model.Vocabulary.Trie.IdAt(markNode) is var mark && (mark < 0 || mark == model.UnknownId))
            return null;
        return parts.PreTokenizer switch
        {
            Metaspace { Mark: Mark, Scheme: PrependScheme.Always, Splits: true } => new UnigramShortCut(profile, model, markNode, dropsSpaces: false),
            PreTokenizerSequence { Steps: [DelimiterPreTokenizer { IsWhitespaceSplit: true }, Metaspace { Mark: Mark, Scheme: PrependScheme.Always, Splits: true }] } =>
                new UnigramShortCut(profile, model, markNode, dropsSpaces: true),
            _ => null,
        };
    }

    [SkipLocalsInit]
    protected override bool TryAdd(ReadOnlySpan<char> chunk, int start, int spaces, TokenList tokens, EncodingBuffer buffer)
    {
        // A mark stands where the last space was; other spaces before it are words of their own, unless they collapse.
        var hasSpace = !_dropsSpaces && spaces < start;
        if (chunk.Length > LongestWord || (hasSpace && start - spaces > 1 && !_collapsesSpaces))
            return false;
        Span<byte> word = stackalloc byte[LongestWord];
        for (var i = 0; i < chunk.Length; i++)
            word[i] = Mapped[chunk[i]];
        var nodes = buffer.Scratch.ViterbiFor(LongestWord + 2);
        if (!FindBestPath(word[..chunk.Length], nodes))
            return false;
        AddPath(nodes[..(chunk.Length + 2)], start, hasSpace, tokens);
        tokens.Word++;
        return true;
    }

    protected override void EndInSpaces(ReadOnlySpan<char> text, int spaces, int to, TokenList tokens, EncodingBuffer buffer, SequenceEncoder pipeline)
    {
        if (!_dropsSpaces && !_stripsEnd)
            pipeline.EncodePart(text, spaces, to, tokens, buffer);
    }

    /// <summary>Viterbi, in the order of the model's own, over places: 0 before the mark, 1 behind it, then a place a character.</summary>
    private bool FindBestPath(ReadOnlySpan<byte> word, Span<ViterbiNode> nodes)
    {
        var trie = _trie;
        var scores = _scores;
        nodes[..(word.Length + 2)].Fill(new ViterbiNode(0, -1, 0));
        nodes[1] = new ViterbiNode(scores[_markId], 0, _markId);
        Relax(trie, scores, _markNode, word, 0, 0, 0, nodes);
        for (var start = 1; start <= word.Length; start++)
        {
            var score = nodes[start].Score;
            var node = trie.Step(PieceTrie.Root, word[start - 1]);
            // A character that isn't a piece is unknown, or bytes: the pipeline sees to those.
            if (node == PieceTrie.None || trie.IdAt(node) < 0)
                return false;
            Improve(ref nodes[start + 1], score + scores[trie.IdAt(node)], start, trie.IdAt(node));
            Relax(trie, scores, node, word, start, start, score, nodes);
        }
        return true;
    }

    /// <summary>Goes on from a node with the character at <paramref name="next"/>, and improves the ways to the ends of pieces.</summary>
    private static void Relax(PieceTrie trie, double[] scores, int node, ReadOnlySpan<byte> word, int next, int start, double score, Span<ViterbiNode> nodes)
    {
        while (next < word.Length)
        {
            node = trie.Step(node, word[next++]);
            if (node == PieceTrie.None)
                return;
            var id = trie.IdAt(node);
            if (id >= 0)
                Improve(ref nodes[next + 1], score + scores[id], start, id);
        }
    }

    private static void Improve(ref ViterbiNode node, double score, int start, int id)
    {
        if (node.StartsAt < 0 || score > node.Score)
            node = new ViterbiNode(score, start, id);
    }

    private static void AddPath(Span<ViterbiNode> nodes, int start, bool hasSpace, TokenList tokens)
    {
        var count = 0;
        for (var end = nodes.Length - 1; end > 0; end = nodes[end].StartsAt)
            count++;
        var first = tokens.Extend(count);
        var at = first + count;
        for (var end = nodes.Length - 1; end > 0; end = nodes[end].StartsAt)
        {
            var from = nodes[end].StartsAt;
            // A mark that was put in front shares the range of the first character.
            var tokenStart = from > 0 ? start + from - 1 : hasSpace ? start - 1 : start;
            var tokenEnd = end > 1 ? start + end - 1 : hasSpace ? start : start + 1;
            tokens.Set(--at, nodes[end].Id, tokenStart, tokenEnd);
        }
    }
}
