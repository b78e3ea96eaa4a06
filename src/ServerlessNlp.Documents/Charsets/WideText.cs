using System.Text;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>
/// Finds UTF-16 and UTF-32 without a byte order mark by their zeros, which stand at every second, or at two or three of four
/// places. So it finds text of alphabets, and little of Chinese or Japanese. The last character may be cut.
/// </summary>
internal static class WideText
{
    private const int Sample = 4096;

    private static readonly Encoding[] Utf16 =
    [
        new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
    ];

    private static readonly UTF32Encoding Utf32LittleEndian = new(bigEndian: false, byteOrderMark: false);
    private static readonly UTF32Encoding Utf32BigEndian = new(bigEndian: true, byteOrderMark: false);

    /// <summary>The encoding, or null where the bytes look like neither.</summary>
    public static Encoding? Detect(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, Sample)];
        Span<int> zeros = stackalloc int[4];
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] == 0)
                zeros[i & 3]++;
        }
        if (Utf32Of(zeros, sample.Length / 4) is { } wide)
            return wide;
        // A few zeros are enough only where the bytes are no text otherwise: zeros are text like any other.
        var least = ControlCharacters.AreMany(sample) ? 0.02 : 0.5;
        if (Endian(zeros[1] + zeros[3], zeros[0] + zeros[2], sample.Length / 2, least) is { } half)
            return Utf16[half];
        return null;
    }

    // Of four bytes, the one at the high end is always zero, the next one nearly always, and the one at the low end hardly ever.
    private static UTF32Encoding? Utf32Of(ReadOnlySpan<int> zeros, int characters)
    {
        var (most, few) = (characters - (characters / 10), characters / 10);
        if (characters > 0 && zeros[3] == characters && zeros[2] >= most && zeros[0] <= few)
            return Utf32LittleEndian;
        return characters > 0 && zeros[0] == characters && zeros[1] >= most && zeros[3] <= few ? Utf32BigEndian : null;
    }

    // Little endian has its zeros behind, big endian before; hardly any stand on the other side.
    private static int? Endian(int behind, int before, int most, double least)
    {
        if (Math.Max(behind, before) < Math.Max(1, most * least) || Math.Min(behind, before) * 10 > Math.Max(behind, before))
            return null;
        return behind > before ? 0 : 1;
    }
}
