using ServerlessNlp.Tokenization.Models;
using ServerlessNlp.Tokenization.PreTokenization;

namespace ServerlessNlp.Tokenization.FastPath;

/// <summary>BERT's pipeline: words between white space and punctuation, divided by WordPiece.</summary>
internal sealed class WordPieceShortCut : ShortCut
{
    private readonly PieceTrie _trie;
    private readonly int _continuation, _unknownId, _longestWord;

    private WordPieceShortCut(AsciiProfile profile, WordPieceModel model) : base(profile)
    {
        _trie = model.Vocabulary.Trie;
        _continuation = _trie.Walk(System.Text.Encoding.UTF8.GetBytes(model.Prefix));
        _unknownId = model.UnknownId;
        _longestWord = model.LongestWord;
    }

    public static WordPieceShortCut? For(TokenizerParts parts) =>
        parts is { PreTokenizer: BertPreTokenizer, Model: WordPieceModel model }
        && AsciiProfile.Of(parts.Normalizer) is { CollapsesSpaces: false, StripsEnd: false } profile
        && !profile.Kinds.Contains(AsciiKind.Pairing)
            ? new WordPieceShortCut(profile, model)
            : null;

    protected override bool TryAdd(ReadOnlySpan<char> chunk, int start, int spaces, TokenList tokens, EncodingBuffer buffer)
    {
        for (var at = 0; at < chunk.Length;)
        {
            var end = at + 1;
            if (Kinds[chunk[at]] == AsciiKind.Word)
            {
                while (end < chunk.Length && Kinds[chunk[end]] == AsciiKind.Word)
                    end++;
            }
            AddWord(chunk[at..end], start + at, tokens);
            tokens.Word++;
            at = end;
        }
        return true;
    }

    protected override void EndInSpaces(ReadOnlySpan<char> text, int spaces, int to, TokenList tokens, EncodingBuffer buffer, SequenceEncoder pipeline)
    {
    }

    private void AddWord(ReadOnlySpan<char> word, int start, TokenList tokens)
    {
        var before = tokens.Count;
        var mapped = Mapped;
        var trie = _trie;
        var node = PieceTrie.Root;
        for (var at = 0; at < word.Length && word.Length <= _longestWord;)
        {
            int id = -1, end = at, next = at;
            while (next < word.Length && node != PieceTrie.None)
            {
                node = trie.Step(node, mapped[word[next++]]);
                if (node == PieceTrie.None)
                    break;
                var found = trie.IdAt(node);
                if (found < 0)
                    continue;
                id = found;
                end = next;
            }
            if (id < 0)
            {
                tokens.Keep(0, before);
                break;
            }
            tokens.Add(id, start + at, start + end);
            at = end;
            node = _continuation;
        }
        if (tokens.Count == before)
            tokens.Add(_unknownId, start, start + word.Length);
    }
}
