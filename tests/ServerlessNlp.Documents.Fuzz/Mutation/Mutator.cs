using System.Text;

namespace ServerlessNlp.Documents.Fuzz.Mutation;

/// <summary>Changes documents: bits, bytes, pieces doubled, moved or gone, numbers at their limits, words of the formats, pieces of other documents.</summary>
internal static class Mutator
{
    private const int MaxChanges = 12;
    private const int MaxBytes = 4 << 20;

    private static readonly string[] Numbers = ["0", "1", "-1", "255", "256", "65535", "65536", "2147483647", "-2147483648", "4294967295", "9999999999", "1e308", "0.0000001", "18446744073709551616"];

    /// <summary>A changed copy. The same random numbers give the same.</summary>
    /// <param name="seed">The document.</param>
    /// <param name="other">Another one, pieces of which may come in.</param>
    /// <param name="words">Words that the format knows.</param>
    /// <param name="random">What decides.</param>
    public static byte[] Mutate(byte[] seed, byte[] other, IReadOnlyList<string> words, Random random)
    {
        var bytes = seed;
        for (var count = random.Next(1, MaxChanges); count > 0 && bytes.Length < MaxBytes; count--)
            bytes = Changed(bytes, other, words, random);
        return bytes;
    }

    private static byte[] Changed(byte[] bytes, byte[] other, IReadOnlyList<string> words, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        var length = Math.Min(bytes.Length - at, 1 << random.Next(0, 12));
        return random.Next(11) switch
        {
            0 => Flipped(bytes, random),
            1 => Spliced(bytes, at, Math.Min(1, length), [(byte)random.Next(256)]),
            2 => Spliced(bytes, at, length, []),
            3 => Spliced(bytes, at, 0, bytes[at..(at + length)]),
            4 => Spliced(bytes, at, 0, Repeated(bytes[at..(at + Math.Min(length, 64))], random.Next(1, 300))),
            5 => Spliced(bytes, at, length, Piece(other, random)),
            6 => Spliced(bytes, at, 0, Piece(bytes, random)),
            7 => random.Next(8) == 0 ? bytes[..at] : Flipped(bytes, random),
            8 => WithNumber(bytes, at, Encoding.ASCII.GetBytes(Numbers[random.Next(Numbers.Length)])),
            _ => words.Count == 0 ? Flipped(bytes, random) : Spliced(bytes, at, random.Next(3) == 0 ? length : 0, Encoding.UTF8.GetBytes(words[random.Next(words.Count)])),
        };
    }

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
            return bytes;
        var copy = (byte[])bytes.Clone();
        copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    // The first number behind the place becomes another.
    private static byte[] WithNumber(byte[] bytes, int at, byte[] number)
    {
        while (at < bytes.Length && bytes[at] is < (byte)'0' or > (byte)'9')
            at++;
        var end = at;
        while (end < bytes.Length && bytes[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        return Spliced(bytes, at, end - at, number);
    }

    private static byte[] Piece(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        return bytes[at..(at + Math.Min(bytes.Length - at, 1 << random.Next(0, 12)))];
    }

    private static byte[] Repeated(byte[] piece, int times)
    {
        var repeated = new byte[piece.Length * times];
        for (var i = 0; i < times; i++)
            piece.CopyTo(repeated, i * piece.Length);
        return repeated;
    }

    private static byte[] Spliced(byte[] bytes, int at, int gone, ReadOnlySpan<byte> come) => [.. bytes.AsSpan(0, at), .. come, .. bytes.AsSpan(at + gone)];
}
