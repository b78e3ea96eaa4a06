using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>
/// SentencePiece's compiled character map: a darts-clone double array over UTF-8, and the replacements it points to.
/// </summary>
/// <remarks>
/// As in Hugging Face's spm_precompiled: a grapheme cluster of less than six bytes is looked up whole (the shortest
/// key that it begins with counts, and replaces all of it), else each of its code points alone.
/// </remarks>
internal sealed class Precompiled : Normalizer
{
    private const int WholeClusterBytes = 6;

    private readonly byte[] _charsmap;
    private readonly uint[] _units;

    public Precompiled(byte[] charsmap)
    {
        _charsmap = charsmap;
        if (charsmap.Length < 4)
            throw new TokenizerException("The precompiled character map is cut off.");
        var size = BinaryPrimitives.ReadUInt32LittleEndian(charsmap);
        if (size % 4 != 0 || size > charsmap.Length - 4 || size == 0)
            throw new TokenizerException("The precompiled character map states a wrong size.");
        _units = new uint[size / 4];
        charsmap.AsSpan(4, (int)size).CopyTo(MemoryMarshal.AsBytes(_units.AsSpan()));
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(_units, _units);
        if (!System.Text.Unicode.Utf8.IsValid(Replacements))
            throw new TokenizerException("The precompiled character map holds replacements that are not UTF-8.");
    }

    public ReadOnlySpan<byte> Charsmap => _charsmap;

    /// <summary>The replacements one after the other, a NUL behind each.</summary>
    private ReadOnlySpan<byte> Replacements => _charsmap.AsSpan(4 + _units.Length * 4);

    public override void Apply(AlignedText text)
    {
        var changes = text.Changes;
        changes.Clear();
        var span = text.Span;
        var modified = false;
        for (var at = 0; at < span.Length;)
        {
            // Two code points of ASCII are clusters of their own, but for CR LF.
            var end = span[at].CodePoint < 0x80 && at + 1 < span.Length && span[at + 1].CodePoint is < 0x80 and not '\n'
                ? at + 1
                : GraphemeClusters.End(span, at);
            modified |= Cluster(span[at..end], changes);
            at = end;
        }
        if (!modified)
            return;
        text.IsMisplaced |= changes.IsMisplaced;
        text.Begin();
        foreach (var (codePoint, change) in changes.Items)
            text.Append(codePoint, change);
        text.Commit();
    }

    private bool Cluster(ReadOnlySpan<Aligned> cluster, ChangeList changes)
    {
        Span<byte> bytes = stackalloc byte[WholeClusterBytes + 4];
        if (cluster.Length < WholeClusterBytes && cluster.Length > 1)
        {
            var length = 0;
            foreach (var item in cluster)
            {
                if (length < WholeClusterBytes)
                    length += new Rune(item.CodePoint).EncodeToUtf8(bytes[length..]);
            }
            if (length < WholeClusterBytes && TryFind(bytes[..length], out var whole))
            {
                changes.Replace(cluster.Length, whole);
                return true;
            }
        }
        var modified = false;
        foreach (var item in cluster)
        {
            var length = new Rune(item.CodePoint).EncodeToUtf8(bytes);
            if (TryFind(bytes[..length], out var replacement))
            {
                changes.Replace(1, replacement);
                modified = true;
            }
            else
            {
                changes.Add(item.CodePoint, 0);
            }
        }
        return modified;
    }

    /// <summary>The replacement for the shortest key that the bytes begin with, in UTF-8.</summary>
    private bool TryFind(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> replacement)
    {
        replacement = default;
        var units = _units;
        var node = Offset(units[0]);
        foreach (var label in bytes)
        {
            if (label == 0)
                return false;
            node ^= label;
            if (node >= (uint)units.Length)
                return false;
            var unit = units[node];
            if ((unit & 0x8000_00FF) != label)
                return false;
            node ^= Offset(unit);
            if ((unit >> 8 & 1) != 0)
                return node < (uint)units.Length && TryReadReplacement((int)(units[node] & 0x7FFF_FFFF), out replacement);
        }
        return false;
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 1 << 9) >> 6);

    private bool TryReadReplacement(int start, out ReadOnlySpan<byte> replacement)
    {
        replacement = Replacements;
        if (start > replacement.Length)
            return false;
        replacement = replacement[start..];
        var length = replacement.IndexOf((byte)0);
        if (length >= 0)
            replacement = replacement[..length];
        return true;
    }
}
