using System.Buffers.Binary;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>
/// Looks at an embedded TrueType font before PdfPig reads all its glyphs at once: where they lie over each other, a small font makes
/// gigabytes of copies (OpenType, <c>loca</c>, <c>head</c>).
/// </summary>
internal static class TrueTypeGlyphs
{
    private const int Directory = 12;
    private const int Entry = 16;
    private const int LongOffsets = 50;
    private const int Copies = 4;

    /// <summary>Whether its glyphs are far more in all than the font is.</summary>
    public static bool AreTooMany(ReadOnlySpan<byte> font)
    {
        if (!font.StartsWith((ReadOnlySpan<byte>)[0, 1, 0, 0]) && !font.StartsWith("true"u8))
            return false;
        var head = Table(font, "head"u8);
        var loca = Table(font, "loca"u8);
        if (head.Length < LongOffsets + 2)
            return false;
        var size = BinaryPrimitives.ReadInt16BigEndian(head[LongOffsets..]) == 0 ? sizeof(ushort) : sizeof(uint);
        var (sum, before) = (0L, 0L);
        for (; loca.Length >= size; loca = loca[size..])
        {
            var offset = size == sizeof(ushort) ? 2L * BinaryPrimitives.ReadUInt16BigEndian(loca) : BinaryPrimitives.ReadUInt32BigEndian(loca);
            sum += Math.Clamp(offset - before, 0, font.Length);
            before = offset;
        }
        return sum > (long)Copies * font.Length;
    }

    private static ReadOnlySpan<byte> Table(ReadOnlySpan<byte> font, ReadOnlySpan<byte> name)
    {
        for (var at = Directory; at + Entry <= font.Length; at += Entry)
        {
            if (!font[at..].StartsWith(name))
                continue;
            var start = BinaryPrimitives.ReadUInt32BigEndian(font[(at + 8)..]);
            // What the table says of its own length may be wrong; the font's end bounds it.
            return start < font.Length ? font[(int)start..(int)Math.Min(font.Length, start + (long)BinaryPrimitives.ReadUInt32BigEndian(font[(at + 12)..]))] : [];
        }
        return [];
    }
}
