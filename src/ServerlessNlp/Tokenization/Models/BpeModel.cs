using System.Text;

namespace ServerlessNlp.Tokenization.Models;

/// <summary>Byte pair encoding (Sennrich 2016): begins with code points and merges pairs, lowest rank first.</summary>
internal sealed class BpeModel : TokenModel
{
    private const int LongestAffixed = 256;

    private readonly MergeTable _merges;
    private readonly byte[] _prefix, _suffix;
    private readonly ByteTokens? _byteTokens;
    private readonly int _unknownId;

    /// <exception cref="TokenizerException">The unknown token is not in the vocabulary.</exception>
    public BpeModel(Vocabulary vocabulary, MergeTable merges, BpeOptions options) : base(vocabulary)
    {
        _merges = merges;
        Options = options;
        _prefix = System.Text.Encoding.UTF8.GetBytes(options.ContinuingSubwordPrefix ?? "");
        _suffix = System.Text.Encoding.UTF8.GetBytes(options.EndOfWordSuffix ?? "");
        if (_prefix.Length + _suffix.Length > LongestAffixed - 4)
            throw new TokenizerException("The BPE model's prefix and suffix are too long.");
        _unknownId = options.UnknownToken is { } unknown ? vocabulary.Find(unknown) : -1;
        if (options.UnknownToken is not null && _unknownId < 0)
            throw new TokenizerException("The BPE vocabulary lacks its unknown token.");
        if (options.ByteFallback)
            _byteTokens = new ByteTokens(vocabulary);
    }

    public BpeOptions Options { get; }

    public MergeTable Merges => _merges;

    public override void Tokenize(ReadOnlySpan<Aligned> piece, TokenList tokens, ModelScratch scratch)
    {
        scratch.Load(piece);
        if (Options.IgnoreMerges && Vocabulary.Find(scratch.Bytes) is >= 0 and var whole)
        {
            tokens.Add(whole, piece[0].Start, piece[^1].End);
            return;
        }
        var queue = scratch.Merges;
        queue.Clear();
        AddSymbols(piece, queue);
        MergeAll(queue);
        var at = 0;
        foreach (var symbol in queue.Symbols)
        {
            if (symbol.Length == 0)
                continue;
            // With affixes and byte fallback there may be more symbols than bytes.
            var first = scratch.CodePointOf[Math.Min(at, scratch.Length - 1)];
            at += symbol.Length;
            var last = scratch.CodePointOf[Math.Min(at, scratch.Length) - 1];
            tokens.Add(symbol.Id, piece[first].Start, piece[last].End);
        }
    }

    private void AddSymbols(ReadOnlySpan<Aligned> piece, MergeQueue queue)
    {
        Span<byte> buffer = stackalloc byte[LongestAffixed];
        var unknownLength = 0; // of unknown code points that wait to be added
        for (var i = 0; i < piece.Length; i++)
        {
            var length = 0;
            if (i > 0)
                Append(_prefix, buffer, ref length);
            var ownLength = new Rune(piece[i].CodePoint).EncodeToUtf8(buffer[length..]);
            length += ownLength;
            if (i == piece.Length - 1)
                Append(_suffix, buffer, ref length);
            var id = Vocabulary.Find(buffer[..length]);
            if (id >= 0)
            {
                AddUnknown(ref unknownLength, queue);
                queue.Add(id, ownLength);
            }
            else if (_byteTokens?.HasAll(buffer[..length]) == true)
            {
                foreach (var value in buffer[..length])
                    queue.Add(_byteTokens[value], 1);
            }
            else if (_unknownId >= 0)
            {
                if (!Options.FuseUnknown)
                    AddUnknown(ref unknownLength, queue);
                unknownLength += ownLength;
            }
        }
        AddUnknown(ref unknownLength, queue);
    }

    private void AddUnknown(ref int length, MergeQueue queue)
    {
        if (length > 0)
            queue.Add(_unknownId, length);
        length = 0;
    }

    private void MergeAll(MergeQueue queue)
    {
        var symbols = queue.Symbols;
        for (var i = 0; i + 1 < symbols.Length; i++)
            PushPair(queue, symbols[i].Id, symbols[i + 1].Id, i);
        while (queue.TryPop(out var top))
        {
            ref var symbol = ref symbols[top.Position];
            if (symbol.Length == 0 || symbol.Next < 0)
                continue;
            var right = symbols[symbol.Next];
            // The pair may have changed since; Hugging Face only asks whether it still makes the same piece.
            if (!_merges.TryFind(symbol.Id, right.Id, out _, out var newId) || newId != top.NewId)
                continue;
            symbols[symbol.Next].Length = 0;
            symbol.Id = newId;
            symbol.Length += right.Length;
            symbol.Next = right.Next;
            if (right.Next >= 0)
                symbols[right.Next].Previous = top.Position;
            if (symbol.Previous >= 0)
                PushPair(queue, symbols[symbol.Previous].Id, newId, symbol.Previous);
            if (symbol.Next >= 0)
                PushPair(queue, newId, symbols[symbol.Next].Id, top.Position);
        }
    }

    private void PushPair(MergeQueue queue, int left, int right, int position)
    {
        if (_merges.TryFind(left, right, out var rank, out var newId))
            queue.Push(rank, position, newId);
    }

    private static void Append(ReadOnlySpan<byte> affix, Span<byte> buffer, ref int length)
    {
        affix.CopyTo(buffer[length..]);
        length += affix.Length;
    }
}

/// <summary>The settings of a BPE model, named as in tokenizer.json.</summary>
internal sealed record BpeOptions
{
    public string? UnknownToken { get; init; }

    public string? ContinuingSubwordPrefix { get; init; }

    public string? EndOfWordSuffix { get; init; }

    public bool FuseUnknown { get; init; }

    public bool ByteFallback { get; init; }

    public bool IgnoreMerges { get; init; }
}
