using System.Buffers;
using System.Buffers.Binary;

namespace ServerlessNlp.Tokenization.Models;

/// <summary>Sorts pieces by their bytes: by radix, four bytes at a time, until few are left that are the same so far.</summary>
/// <param name="bytes">The pieces' texts, one after the other.</param>
/// <param name="starts">Where each piece begins, and at last where the last one ends; its place here is its id.</param>
internal sealed class PieceSorter(byte[] bytes, int[] starts) : IComparer<ulong>
{
    private const int KeyBytes = sizeof(uint), IdBits = 32, Digits = 256, Few = 24;

    private readonly int[] _counts = new int[KeyBytes * Digits];

    // The bytes in question on top, the id below.
    private ulong[] _entries = [], _spare = [];

    /// <summary>The pieces' ids in the order of their texts (in the lower half); of equal ones the lower id comes first.</summary>
    /// <param name="entries">A place for each piece.</param>
    public void Sort(ulong[] entries)
    {
        var count = starts.Length - 1;
        _entries = entries;
        _spare = ArrayPool<ulong>.Shared.Rent(count);
        for (var id = 0; id < count; id++)
            _entries[id] = (uint)id;
        Sort(0, count, 0);
        ArrayPool<ulong>.Shared.Return(_spare);
    }

    /// <summary>Compares whole pieces, and ids where they are the same.</summary>
    public int Compare(ulong x, ulong y)
    {
        var order = TextOf((int)x).SequenceCompareTo(TextOf((int)y));
        return order != 0 ? order : ((uint)x).CompareTo((uint)y);
    }

    /// <summary>Sorts a range of pieces whose first bytes are the same.</summary>
    private void Sort(int from, int to, int depth)
    {
        if (to - from <= Few)
        {
            SortFew(_entries.AsSpan(from..to), depth);
            return;
        }
        SortByKey(from, to, depth);
        for (int run = from, end; run < to; run = end)
        {
            var key = _entries[run] >> IdBits;
            for (end = run + 1; end < to && _entries[end] >> IdBits == key;)
                end++;
            if (end - run < 2)
                continue;
            // A zero at the end is a piece's byte, or there are no more: comparing tells.
            if ((byte)key == 0)
                _entries.AsSpan(run..end).Sort(this);
            else
                Sort(run, end, depth + KeyBytes);
        }
    }

    /// <summary>Least byte first; equal keys stay in their order.</summary>
    private void SortByKey(int from, int to, int depth)
    {
        var counts = _counts;
        Array.Clear(counts);
        var entries = _entries.AsSpan(from..to);
        foreach (ref var entry in entries)
        {
            var key = (uint)(KeyOf((int)entry, depth) >> IdBits);
            entry = (ulong)key << IdBits | (uint)entry;
            for (var digit = 0; digit < KeyBytes; digit++)
                counts[digit * Digits + (byte)(key >> (8 * digit))]++;
        }
        var sorted = _spare.AsSpan(from..to);
        for (var digit = 0; digit < KeyBytes; digit++)
        {
            var places = counts.AsSpan(digit * Digits, Digits);
            var place = 0;
            foreach (ref var count in places)
                (count, place) = (place, place + count);
            foreach (var entry in entries)
                sorted[places[(byte)(entry >> (IdBits + 8 * digit))]++] = entry;
            var other = entries;
            entries = sorted;
            sorted = other;
        }
    }

    /// <summary>Sorts by insertion.</summary>
    private void SortFew(Span<ulong> entries, int depth)
    {
        Span<ulong> keys = stackalloc ulong[Few];
        for (var i = 0; i < entries.Length; i++)
        {
            var (entry, key) = (entries[i], KeyOf((int)entries[i], depth));
            var at = i;
            for (; at > 0 && (keys[at - 1] > key || (keys[at - 1] == key && Compare(entries[at - 1], entry) > 0)); at--)
                (keys[at], entries[at]) = (keys[at - 1], entries[at - 1]);
            (keys[at], entries[at]) = (key, entry);
        }
    }

    /// <summary>Eight bytes of a piece, the first of them on top, with zeros behind its end.</summary>
    private ulong KeyOf(int id, int depth)
    {
        var (from, to) = (starts[id] + depth, starts[id + 1]);
        if (from + sizeof(ulong) <= bytes.Length)
        {
            var key = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(from));
            var beyond = from + sizeof(ulong) - to;
            return beyond <= 0 ? key : beyond >= sizeof(ulong) ? 0 : key >> (8 * beyond) << (8 * beyond);
        }
        ulong last = 0;
        for (var i = 0; i < sizeof(ulong); i++)
            last = last << 8 | (from + i < to ? bytes[from + i] : 0u);
        return last;
    }

    private ReadOnlySpan<byte> TextOf(int id) => bytes.AsSpan(starts[id]..starts[id + 1]);
}
