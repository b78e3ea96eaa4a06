namespace ServerlessNlp.Tokenization.Models;

/// <summary>The merges of a BPE model: a pair of ids gives its rank and the id of the merged piece.</summary>
internal sealed class MergeTable
{
    private const long Empty = -1;

    private readonly long[] _pairs;
    private readonly (int Rank, int NewId)[] _merges;
    private readonly int _mask;

    /// <param name="merges">Left, right and merged id, in the order of their ranks. Of equal pairs the last counts.</param>
    public MergeTable(ReadOnlySpan<(int Left, int Right, int NewId)> merges)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, merges.Length * 2));
        _pairs = new long[size];
        _merges = new (int, int)[size];
        _mask = size - 1;
        _pairs.AsSpan().Fill(Empty);
        for (var rank = 0; rank < merges.Length; rank++)
        {
            var (left, right, newId) = merges[rank];
            var pair = Pair(left, right);
            var slot = SlotOf(pair);
            _pairs[slot] = pair;
            _merges[slot] = (rank, newId);
        }
        Count = merges.Length;
    }

    public int Count { get; }

    public bool TryFind(int left, int right, out int rank, out int newId)
    {
        var slot = SlotOf(Pair(left, right));
        (rank, newId) = _merges[slot];
        return _pairs[slot] != Empty;
    }

    /// <summary>The pairs in the order of their ranks.</summary>
    public IEnumerable<(int Left, int Right)> InOrder() =>
        Enumerable.Range(0, _pairs.Length).Where(slot => _pairs[slot] != Empty).OrderBy(slot => _merges[slot].Rank)
            .Select(slot => ((int)(_pairs[slot] >> 32), (int)_pairs[slot]));

    /// <summary>Where the pair is, or the empty slot where it would be.</summary>
    private int SlotOf(long pair)
    {
        var slot = (int)((ulong)pair * 0x9E3779B97F4A7C15 >> 32) & _mask;
        while (_pairs[slot] != pair && _pairs[slot] != Empty)
            slot = (slot + 1) & _mask;
        return slot;
    }

    private static long Pair(int left, int right) => (long)left << 32 | (uint)right;
}
