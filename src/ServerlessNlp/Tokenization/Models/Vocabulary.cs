using ServerlessNlp.Tokenization.Normalization;
using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Models;

/// <summary>The pieces of a model: UTF-8 texts one after the other, found by id and, through a trie, by text.</summary>
internal sealed class Vocabulary
{
    /// <summary>The most bytes a piece may have: matching costs so much for every byte of a text.</summary>
    public const int LongestPiece = 4096;

    private readonly byte[] _bytes;
    private readonly int[] _starts;

    /// <param name="bytes">The texts.</param>
    /// <param name="starts">Where each begins, and at last where the last one ends.</param>
    /// <param name="allowDoubles">Whether a text may have several ids; the last counts then.</param>
    public Vocabulary(byte[] bytes, int[] starts, bool allowDoubles)
    {
        _bytes = bytes;
        _starts = starts;
        for (var id = 0; id < Count; id++)
        {
            if (this[id].Length > LongestPiece)
                throw new TokenizerException($"The vocabulary's piece {id} is longer than {LongestPiece} bytes.");
        }
        var builder = new PieceTrieBuilder(bytes, starts);
        Trie = builder.Build();
        if (builder.DoubledId >= 0 && !allowDoubles)
            throw new TokenizerException($"The vocabulary has the piece of id {builder.DoubledId} twice.");
    }

    public int Count => _starts.Length - 1;

    public PieceTrie Trie { get; }

    public ReadOnlySpan<byte> this[int id] => _bytes.AsSpan(_starts[id].._starts[id + 1]);

    public string TextOf(int id) => System.Text.Encoding.UTF8.GetString(this[id]);

    /// <summary>The id of a piece, or -1.</summary>
    public int Find(ReadOnlySpan<byte> piece) => Trie.Find(piece);

    /// <summary>The id of a piece, or -1.</summary>
    public int Find(string piece) => Find(System.Text.Encoding.UTF8.GetBytes(piece));

    /// <summary>For every id the white space at the ends of its text, as <see cref="TokenList.Spaces"/> has it.</summary>
    public int[] CountSpaces()
    {
        var spaces = new int[Count];
        for (var id = 0; id < spaces.Length; id++)
            spaces[id] = CountSpaces(TextOf(id));
        return spaces;
    }

    /// <summary>White space, also byte-level space, at the ends of a token's text.</summary>
    public static int CountSpaces(string text)
    {
        int leading = 0, trailing = 0;
        while (leading < text.Length && IsSpace(text[leading]))
            leading++;
        while (trailing < text.Length && IsSpace(text[^(trailing + 1)]))
            trailing++;
        return PackSpaces(leading, trailing);
    }

    /// <summary>White space at the ends of a text that is a token though it isn't in the vocabulary.</summary>
    public static int CountSpaces(ReadOnlySpan<Aligned> text)
    {
        int leading = 0, trailing = 0;
        while (leading < text.Length && IsSpace(text[leading].CodePoint))
            leading++;
        while (trailing < text.Length && IsSpace(text[^(trailing + 1)].CodePoint))
            trailing++;
        return PackSpaces(leading, trailing);
    }

    private static int PackSpaces(int leading, int trailing) =>
        Math.Min(leading, short.MaxValue) << 16 | Math.Min(trailing, ushort.MaxValue);

    private static bool IsSpace(int codePoint) =>
        codePoint == ByteLevelAlphabet.Space || UnicodeData.Has(codePoint, CodePointProperties.WhiteSpace);
}
