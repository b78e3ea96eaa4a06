using System.Buffers;

namespace ServerlessNlp.Tokenization.Models;

/// <summary>Builds the double array of a vocabulary: sorts the pieces, then lays out node by node.</summary>
/// <param name="bytes">The pieces' texts, one after the other.</param>
/// <param name="starts">Where each piece begins, and at last where the last one ends; its place here is its id.</param>
internal sealed class PieceTrieBuilder(byte[] bytes, int[] starts)
{
    private const int BlockSize = 256, IdBits = 32, Tries = 8;

    /// <summary>The parent of a place that no one has; new arrays are full of them.</summary>
    private const int Free = PieceTrie.None;

    /// <summary>The parent of a place that is taken without being anyone's child.</summary>
    private const int NoParent = -1;

    // In the order of their texts. Ids in the lower half; above them how many bytes are those of the piece before, and,
    // once that isn't needed any more, the node from which on the piece is alone.
    private ulong[] _pieces = [];
    private PieceTrie.Unit[] _units = [];
    private int[] _ids = [];
    private int _firstOpen, _used;

    /// <summary>An id whose piece has another id too, or -1.</summary>
    public int DoubledId { get; private set; } = -1;

    public PieceTrie Build()
    {
        _pieces = ArrayPool<ulong>.Shared.Rent(starts.Length - 1);
        new PieceSorter(bytes, starts).Sort(_pieces);
        GrowTo(CountNodes() * 6 / 5 + 2 * BlockSize);
        _units[PieceTrie.None].Parent = _units[PieceTrie.Root].Parent = NoParent;
        _used = _firstOpen = PieceTrie.Root + 1;
        LayOutForks();
        LayOutTails();
        ArrayPool<ulong>.Shared.Return(_pieces);
        // A step from any node lands inside, whatever its base and the byte.
        var size = (_used + BlockSize - 1) / BlockSize * BlockSize;
        GrowTo(size);
        return new PieceTrie(_units, _ids);
    }

    /// <summary>Notes what each piece shares with the one before; a piece needs a node for each of its other bytes.</summary>
    private int CountNodes()
    {
        var count = PieceTrie.Root + 1;
        ReadOnlySpan<byte> before = default;
        foreach (ref var entry in _pieces.AsSpan(0, starts.Length - 1))
        {
            var id = (int)entry;
            var piece = bytes.AsSpan(starts[id]..starts[id + 1]);
            var shared = piece.CommonPrefixLength(before);
            entry = Pack(shared, id);
            count += piece.Length - shared;
            before = piece;
        }
        return count;
    }

    /// <summary>Lays out the nodes that several pieces go through, depth first; the pieces below a node are a range of the sorted ones.</summary>
    private void LayOutForks()
    {
        var open = new Stack<(int Node, int From, int To, int Depth)>();
        open.Push((PieceTrie.Root, 0, starts.Length - 1, 0));
        Span<byte> labels = stackalloc byte[BlockSize];
        Span<int> firsts = stackalloc int[BlockSize + 1];
        while (open.TryPop(out var range))
        {
            var (node, from, to, depth) = range;
            from = TakeEnded(node, from, to, depth);
            if (from == to)
                continue;
            var count = FindLabels(from, to, depth, labels, firsts);
            var place = FindBase(labels[..count]);
            _units[node].Base |= place;
            for (var i = 0; i < count; i++)
            {
                var child = place ^ labels[i];
                _units[child].Parent = node;
                _used = Math.Max(_used, child + 1);
                if (firsts[i + 1] - firsts[i] == 1)
                    Postpone(firsts[i], child, depth + 1);
                else
                    open.Push((child, firsts[i], firsts[i + 1], depth + 1));
            }
        }
    }

    /// <summary>The bytes that follow a node, and where the pieces with each begin: those that share no more than the node with the one before.</summary>
    private int FindLabels(int from, int to, int depth, Span<byte> labels, Span<int> firsts)
    {
        var count = 0;
        var pieces = _pieces.AsSpan(from..to);
        for (var i = 0; i < pieces.Length; i++)
        {
            if (i > 0 && Upper(pieces[i]) != depth)
                continue;
            labels[count] = bytes[starts[Id(pieces[i])] + depth];
            firsts[count++] = from + i;
        }
        firsts[count] = to;
        return count;
    }

    /// <summary>Pieces that end at the node: they come first, and the last of equal ones counts.</summary>
    private int TakeEnded(int node, int from, int to, int depth)
    {
        var first = from;
        for (; from < to && Id(_pieces[from]) is var id && starts[id + 1] - starts[id] == depth; from++)
        {
            _pieces[from] = Pack(PieceTrie.None, id);
            End(node, id);
        }
        if (from - first > 1)
            DoubledId = _ids[node];
        return from;
    }

    /// <summary>Leaves the rest of a piece that shares it with none for later; the depth waits where the base will be.</summary>
    private void Postpone(int index, int node, int depth)
    {
        _pieces[index] = Pack(node, Id(_pieces[index]));
        _units[node].Base = depth;
    }

    /// <summary>Fills the gaps with the chains of nodes with one child, which fit anywhere.</summary>
    private void LayOutTails()
    {
        var free = PieceTrie.Root + 1;
        foreach (var entry in _pieces.AsSpan(0, starts.Length - 1))
        {
            var (node, id) = (Upper(entry), Id(entry));
            if (node == PieceTrie.None)
                continue;
            var tail = bytes.AsSpan((starts[id] + _units[node].Base)..starts[id + 1]);
            _units[node].Base = 0;
            GrowTo(_used + tail.Length);
            var units = _units;
            foreach (var label in tail)
            {
                while (units[free].Parent != Free)
                    free++;
                units[node].Base = free ^ label;
                units[free].Parent = node;
                node = free;
            }
            _used = Math.Max(_used, free + 1);
            End(node, id);
        }
    }

    private void End(int node, int id)
    {
        _units[node].Base |= PieceTrie.Unit.EndsPiece;
        _ids[node] = id;
    }

    private static ulong Pack(int upper, int id) => (ulong)(uint)upper << IdBits | (uint)id;

    private static int Id(ulong entry) => (int)entry;

    private static int Upper(ulong entry) => (int)(entry >> IdBits);

    /// <summary>A base at which all labels have free places.</summary>
    private int FindBase(ReadOnlySpan<byte> labels)
    {
        while (_units[_firstOpen].Parent != Free)
            GrowTo(++_firstOpen + 1);
        var tries = 0;
        for (var place = _firstOpen; ; place++)
        {
            GrowTo((place | (BlockSize - 1)) + 1);
            if (_units[place].Parent != Free)
                continue;
            var candidate = place ^ labels[0];
            if (Fits(candidate, labels[1..]))
                return candidate;
            // Crowded places are given up, so that the search stays short.
            if (++tries == Tries)
                _firstOpen = place = Math.Max(place, _used - 1);
        }
    }

    private bool Fits(int candidate, ReadOnlySpan<byte> labels)
    {
        var units = _units;
        foreach (var label in labels)
        {
            if (units[candidate ^ label].Parent != Free)
                return false;
        }
        return true;
    }

    private void GrowTo(int size)
    {
        if (size <= _units.Length)
            return;
        Array.Resize(ref _units, (Math.Max(size, _units.Length * 9 / 8) + BlockSize - 1) / BlockSize * BlockSize);
        Array.Resize(ref _ids, _units.Length);
    }
}
