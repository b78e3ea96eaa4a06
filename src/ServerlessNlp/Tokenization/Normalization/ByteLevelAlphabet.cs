namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>GPT-2's alphabet: a printable code point for each byte, so that any text has pieces.</summary>
internal static class ByteLevelAlphabet
{
    /// <summary>What a space is in it: Ġ.</summary>
    public const int Space = 0x120;

    private static readonly int[] CodePoints = Make();
    private static readonly Dictionary<int, byte> Bytes = Enumerable.Range(0, 256).ToDictionary(value => CodePoints[value], value => (byte)value);

    public static int CodePointOf(byte value) => CodePoints[value];

    /// <summary>The byte that a code point stands for; null if it is not of the alphabet.</summary>
    public static byte? ByteOf(int codePoint) => Bytes.TryGetValue(codePoint, out var value) ? value : null;

    private static int[] Make()
    {
        var codePoints = new int[256];
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            var printable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            codePoints[value] = printable ? value : next++;
        }
        return codePoints;
    }
}
