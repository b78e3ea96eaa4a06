using ServerlessNlp.Tokenization.Models;
using ServerlessNlp.Tokenization.Normalization;
using ServerlessNlp.Tokenization.PostProcessing;
using ServerlessNlp.Tokenization.PreTokenization;

namespace ServerlessNlp.Tokenization;

/// <summary>
/// Where <see cref="Tokenizer.Encode(ReadOnlySpan{char}, ReadOnlySpan{char}, bool, EncodingBuffer, in EncodeOptions)"/>
/// puts its result, and the room it works in. Used again, it grows to the longest text and then makes no garbage.
/// </summary>
/// <remarks>Not thread-safe: one for each thread. It may be used with any tokenizer.</remarks>
public sealed class EncodingBuffer
{
    private int[] _ids = new int[64], _typeIds = new int[64], _words = new int[64];
    private byte[] _special = new byte[64], _attention = new byte[64];
    private sbyte[] _sequences = new sbyte[64];
    private (int Start, int End)[] _offsets = new (int, int)[64];

    /// <summary>How many tokens there are.</summary>
    public int Length { get; private set; }

    /// <inheritdoc cref="Encoding.Ids"/>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Length);

    /// <inheritdoc cref="Encoding.TypeIds"/>
    public ReadOnlySpan<int> TypeIds => _typeIds.AsSpan(0, Length);

    /// <inheritdoc cref="Encoding.Offsets"/>
    public ReadOnlySpan<(int Start, int End)> Offsets => _offsets.AsSpan(0, Length);

    /// <inheritdoc cref="Encoding.SpecialTokensMask"/>
    public ReadOnlySpan<byte> SpecialTokensMask => _special.AsSpan(0, Length);

    /// <inheritdoc cref="Encoding.AttentionMask"/>
    public ReadOnlySpan<byte> AttentionMask => _attention.AsSpan(0, Length);

    /// <inheritdoc cref="Encoding.SequenceIds"/>
    public ReadOnlySpan<sbyte> SequenceIds => _sequences.AsSpan(0, Length);

    /// <inheritdoc cref="Encoding.WordIds"/>
    public ReadOnlySpan<int> WordIds => _words.AsSpan(0, Length);

    internal TokenList First { get; } = new();

    internal TokenList Second { get; } = new();

    internal AlignedText Original { get; } = new();

    internal AlignedText Normalized { get; } = new();

    internal SplitText Splits { get; } = new();

    internal List<Split> OriginalParts { get; } = [];

    internal List<Split> NormalizedParts { get; } = [];

    internal ModelScratch Scratch { get; } = new();

    /// <summary>Puts the encoding together from the tokens of one or two sequences.</summary>
    internal void Compose(ReadOnlySpan<TemplatePiece> pieces, bool addSpecialTokens)
    {
        Length = 0;
        foreach (var piece in pieces)
        {
            if (piece.IsSequence)
                Add(piece.Sequence == 0 ? First : Second, piece.Sequence, piece.TypeId);
            else if (addSpecialTokens)
                AddConstant(piece.SpecialIds, piece.TypeId, attention: 1);
        }
    }

    /// <summary>Pads to a length, after the tokens or before them.</summary>
    internal void Pad(Padding padding)
    {
        var length = Length;
        var count = padding.LengthFor(length) - length;
        if (count == 0)
            return;
        Span<int> id = [padding.PadId];
        for (var i = 0; i < count; i++)
            AddConstant(id, padding.PadTypeId, attention: 0);
        if (padding.Direction == TruncationDirection.Right)
            return;
        RotateRight(_ids, count);
        RotateRight(_typeIds, count);
        RotateRight(_words, count);
        RotateRight(_special, count);
        RotateRight(_attention, count);
        RotateRight(_sequences, count);
        RotateRight(_offsets, count);
    }

    private void Add(TokenList tokens, int sequence, int typeId)
    {
        var from = Extend(tokens.Count);
        tokens.Ids.CopyTo(_ids.AsSpan(from));
        tokens.Words.CopyTo(_words.AsSpan(from));
        tokens.Offsets.CopyTo(_offsets.AsSpan(from));
        _typeIds.AsSpan(from, tokens.Count).Fill(typeId);
        _special.AsSpan(from, tokens.Count).Clear();
        _attention.AsSpan(from, tokens.Count).Fill(1);
        _sequences.AsSpan(from, tokens.Count).Fill((sbyte)sequence);
    }

    private void AddConstant(ReadOnlySpan<int> ids, int typeId, byte attention)
    {
        foreach (var id in ids)
        {
            var at = Extend(1);
            _ids[at] = id;
            _typeIds[at] = typeId;
            _words[at] = -1;
            _offsets[at] = default;
            _special[at] = 1;
            _attention[at] = attention;
            _sequences[at] = -1;
        }
    }

    private int Extend(int count)
    {
        var from = Length;
        Length += count;
        if (Length > _ids.Length)
        {
            var size = Math.Max(Length, _ids.Length * 2);
            Array.Resize(ref _ids, size);
            Array.Resize(ref _typeIds, size);
            Array.Resize(ref _words, size);
            Array.Resize(ref _special, size);
            Array.Resize(ref _attention, size);
            Array.Resize(ref _sequences, size);
            Array.Resize(ref _offsets, size);
        }
        return from;
    }

    private void RotateRight<T>(T[] values, int count)
    {
        var span = values.AsSpan(0, Length);
        span.Reverse();
        span[..count].Reverse();
        span[count..].Reverse();
    }
}
