namespace ServerlessNlp.Tokenization;

/// <summary>The tokens of a text, or of a pair, as a model takes them. Immutable.</summary>
public sealed class Encoding
{
    private readonly int[] _ids, _typeIds, _words;
    private readonly byte[] _special, _attention;
    private readonly sbyte[] _sequences;
    private readonly (int Start, int End)[] _offsets;

    internal Encoding(EncodingBuffer buffer, (int Start, int End) covered)
    {
        _ids = buffer.Ids.ToArray();
        _typeIds = buffer.TypeIds.ToArray();
        _words = buffer.WordIds.ToArray();
        _offsets = buffer.Offsets.ToArray();
        _special = buffer.SpecialTokensMask.ToArray();
        _attention = buffer.AttentionMask.ToArray();
        _sequences = buffer.SequenceIds.ToArray();
        Covered = covered;
    }

    /// <summary>How many tokens there are.</summary>
    public int Length => _ids.Length;

    /// <summary>Token ids.</summary>
    public ReadOnlySpan<int> Ids => _ids;

    /// <summary>Token type ids (segments).</summary>
    public ReadOnlySpan<int> TypeIds => _typeIds;

    /// <summary>UTF-16 ranges of the sequence each token comes from; (0, 0) for special tokens that were added.</summary>
    public ReadOnlySpan<(int Start, int End)> Offsets => _offsets;

    /// <summary>1 for special tokens that were added, and padding; 0 for those written in the text.</summary>
    public ReadOnlySpan<byte> SpecialTokensMask => _special;

    /// <summary>1, but 0 for padding.</summary>
    public ReadOnlySpan<byte> AttentionMask => _attention;

    /// <summary>Which sequence each token comes from: 0 the text, 1 its pair, -1 neither.</summary>
    public ReadOnlySpan<sbyte> SequenceIds => _sequences;

    /// <summary>Which word (as the pre-tokeniser divides) of its sequence each token belongs to; -1 for added ones.</summary>
    public ReadOnlySpan<int> WordIds => _words;

    /// <summary>The UTF-16 range of the windowed sequence that this window stands for; without windows, the whole text.</summary>
    public (int Start, int End) Covered { get; }
}
