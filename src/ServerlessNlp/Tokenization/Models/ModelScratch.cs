using System.Text;

namespace ServerlessNlp.Tokenization.Models;

/// <summary>Room that models use while they tokenise; kept between uses.</summary>
/// <remarks>Not thread-safe: it belongs to one encoding at a time.</remarks>
internal sealed class ModelScratch
{
    private byte[] _bytes = new byte[256];
    private int[] _codePointOf = new int[256];

    public int Length { get; private set; }

    /// <summary>The piece in UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>For each byte, which code point of the piece it belongs to.</summary>
    public ReadOnlySpan<int> CodePointOf => _codePointOf.AsSpan(0, Length);

    public ViterbiNode[] Viterbi { get; private set; } = [];

    public MergeQueue Merges { get; } = new();

    public void Load(ReadOnlySpan<Aligned> piece)
    {
        if (_bytes.Length < piece.Length * 4)
        {
            _bytes = new byte[piece.Length * 4];
            _codePointOf = new int[piece.Length * 4];
        }
        var length = 0;
        for (var i = 0; i < piece.Length; i++)
        {
            var codePoint = piece[i].CodePoint;
            var from = length;
            if (codePoint < 0x80)
                _bytes[length++] = (byte)codePoint;
            else
                length += new Rune(codePoint).EncodeToUtf8(_bytes.AsSpan(length));
            while (from < length)
                _codePointOf[from++] = i;
        }
        Length = length;
    }

    public Span<ViterbiNode> ViterbiFor(int length)
    {
        if (Viterbi.Length < length)
            Viterbi = new ViterbiNode[Math.Max(length, Viterbi.Length * 2)];
        return Viterbi.AsSpan(0, length);
    }
}
