using System.Buffers.Binary;
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
    private readonly Dictionary<int, int[]> _replacements = [];

    public Precompiled(byte[] charsmap)
    {
        _charsmap = charsmap;
        if (charsmap.Length < 4)
            throw new TokenizerException("The precompiled character map is cut off.");
        var size = BinaryPrimitives.ReadUInt32LittleEndian(charsmap);
        if (size % 4 != 0 || size > charsmap.Length - 4 || size == 0)
            throw new TokenizerException("The precompiled character map states a wrong size.");
        _units = new uint[size / 4];
        for (var i = 0; i < _units.Length; i++)
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(charsmap.AsSpan(4 + i * 4));
        ReadReplacements(charsmap.AsSpan(4 + (int)size));
    }

    public ReadOnlySpan<byte> Charsmap => _charsmap;

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
            if (length < WholeClusterBytes && Find(bytes[..length]) is { } whole)
            {
                changes.Replace(cluster.Length, whole);
                return true;
            }
        }
        var modified = false;
        foreach (var item in cluster)
        {
            var length = new Rune(item.CodePoint).EncodeToUtf8(bytes);
            if (Find(bytes[..length]) is { } replacement)
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

    /// <summary>The replacement for the shortest key that the bytes begin with.</summary>
    private int[]? Find(ReadOnlySpan<byte> bytes)
    {
        var units = _units;
        var node = Offset(units[0]);
        foreach (var label in bytes)
        {
            if (label == 0)
                return null;
            node ^= label;
            if (node >= (uint)units.Length)
                return null;
            var unit = units[node];
            if ((unit & 0x8000_00FF) != label)
                return null;
            node ^= Offset(unit);
            if ((unit >> 8 & 1) != 0)
                return node < (uint)units.Length ? _replacements.GetValueOrDefault((int)(units[node] & 0x7FFF_FFFF)) : null;
        }
        return null;
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 1 << 9) >> 6);

    /// <summary>Reads the replacements that the leaves of the trie point to, each up to a NUL.</summary>
    private void ReadReplacements(ReadOnlySpan<byte> blob)
    {
        if (!System.Text.Unicode.Utf8.IsValid(blob))
            throw new TokenizerException("The precompiled character map holds replacements that are not UTF-8.");
        for (uint i = 0; i < _units.Length; i++)
        {
            var leaf = i ^ Offset(_units[i]);
            if ((_units[i] >> 8 & 1) == 0 || leaf >= _units.Length)
                continue;
            var start = (int)(_units[leaf] & 0x7FFF_FFFF);
            if (start > blob.Length || _replacements.ContainsKey(start))
                continue;
            var length = blob[start..].IndexOf((byte)0);
            var text = System.Text.Encoding.UTF8.GetString(length < 0 ? blob[start..] : blob.Slice(start, length));
            _replacements.Add(start, [.. text.EnumerateRunes().Select(rune => rune.Value)]);
        }
    }
}
