namespace ServerlessNlp.Tokenization.Models;

/// <summary>Builds the double array of a vocabulary: sorts the pieces by radix, then lays out node by node.</summary>
/// <param name="bytes">The pieces' texts, one after the other.</param>
/// <param name="ends">Where each piece ends; its place here is its id.</param>
internal sealed class PieceTrieBuilder(byte[] bytes, int[] ends)
{
    private const int BlockSize = 256, SmallRange = 12, Free = -1, NoParent = -2;

    private readonly int[] _order = new int[ends.Length], _sorted = new int[ends.Length];
    private PieceTrie.Unit[] _units = [];
    private int[] _ids = [];
    private int _firstFree, _used;

    /// <summary>An id whose piece has another id too, or -1.</summary>
    public int DoubledId { get; private set; } = -1;

    public PieceTrie Build()
    {
        for (var id = 0; id < _order.Length; id++)
            _order[id] = id;
        GrowTo(Math.Max(BlockSize, Math.Min(bytes.Length, ends.Length * 4)));
        _units[PieceTrie.Root].Parent = NoParent;
        _used = _firstFree = 1;
        LayOut();
        // A step from any node lands inside, whatever its base and the byte.
        var size = (_used + BlockSize - 1) / BlockSize * BlockSize;
        for (var node = 0; node < size; node++)
        {
            if (_ids[node] >= 0)
                _units[node].Base |= PieceTrie.Unit.EndsPiece;
        }
        return size < _units.Length * 3 / 4 ? new PieceTrie(_units[..size], _ids[..size]) : new PieceTrie(_units, _ids);
    }

    private int LengthOf(int id) => ends[id] - StartOf(id);

    private int StartOf(int id) => id == 0 ? 0 : ends[id - 1];

    private byte ByteAt(int id, int depth) => bytes[StartOf(id) + depth];

    /// <summary>Lays out the nodes depth first; the pieces below a node are a range of the order.</summary>
    private void LayOut()
    {
        var open = new Stack<(int Node, int From, int To, int Depth)>();
        open.Push((PieceTrie.Root, 0, _order.Length, 0));
        Span<byte> labels = stackalloc byte[BlockSize];
        Span<int> counts = stackalloc int[BlockSize];
        while (open.TryPop(out var range))
        {
            var (node, from, to, depth) = range;
            if (to - from == 1)
            {
                LayOutTail(node, _order[from], depth);
                continue;
            }
            from = TakeEnded(node, from, to, depth);
            if (from == to)
                continue;
            SortByByte(from, to, depth);
            var labelCount = 0;
            for (var i = from; i < to; i++)
            {
                var label = ByteAt(_order[i], depth);
                if (i > from && label == labels[labelCount - 1])
                {
                    counts[labelCount - 1]++;
                    continue;
                }
                (labels[labelCount], counts[labelCount]) = (label, 1);
                labelCount++;
            }
            var place = FindBase(labels[..labelCount]);
            _units[node].Base = place;
            for (var i = 0; i < labelCount; i++)
            {
                Take(place ^ labels[i], node);
                open.Push((place ^ labels[i], from, from + counts[i], depth + 1));
                from += counts[i];
            }
        }
    }

    /// <summary>Pieces that end at the node: the last of equal ones counts.</summary>
    private int TakeEnded(int node, int from, int to, int depth)
    {
        var first = from;
        for (var i = from; i < to; i++)
        {
            if (LengthOf(_order[i]) != depth)
                continue;
            _ids[node] = Math.Max(_ids[node], _order[i]);
            (_order[i], _order[from]) = (_order[from], _order[i]);
            from++;
        }
        if (from - first > 1)
            DoubledId = _ids[node];
        return from;
    }

    /// <summary>The rest of a piece that shares it with none: a chain of nodes with one child.</summary>
    private void LayOutTail(int node, int id, int depth)
    {
        for (var at = StartOf(id) + depth; at < ends[id]; at++)
        {
            var child = FirstFree();
            _units[node].Base = child ^ bytes[at];
            Take(child, node);
            node = child;
        }
        _ids[node] = id;
    }

    private void SortByByte(int from, int to, int depth)
    {
        if (to - from <= SmallRange)
        {
            for (var i = from + 1; i < to; i++)
            {
                var id = _order[i];
                var label = ByteAt(id, depth);
                var at = i;
                for (; at > from && ByteAt(_order[at - 1], depth) > label; at--)
                    _order[at] = _order[at - 1];
                _order[at] = id;
            }
            return;
        }
        Span<int> places = stackalloc int[BlockSize + 1];
        places.Clear();
        for (var i = from; i < to; i++)
            places[ByteAt(_order[i], depth) + 1]++;
        places[0] = from;
        for (var label = 0; label < BlockSize; label++)
            places[label + 1] += places[label];
        for (var i = from; i < to; i++)
            _sorted[places[ByteAt(_order[i], depth)]++] = _order[i];
        _sorted.AsSpan(from..to).CopyTo(_order.AsSpan(from));
    }

    /// <summary>A base at which all labels have free places.</summary>
    private int FindBase(ReadOnlySpan<byte> labels)
    {
        // Nodes with several children look near the end, where there is room; those with one fill the gaps that are left.
        var tries = 0;
        for (var place = labels.Length == 1 ? FirstFree() : Math.Max(FirstFree(), _used - 2 * BlockSize); ; place++)
        {
            GrowTo((place | (BlockSize - 1)) + 1);
            if (_units[place].Parent != Free)
                continue;
            var candidate = place ^ labels[0];
            var fits = true;
            for (var i = 1; i < labels.Length && fits; i++)
                fits = _units[candidate ^ labels[i]].Parent == Free;
            if (fits)
                return candidate;
            // Crowded places are given up, so that the search stays short.
            if (++tries == 32)
                place = Math.Max(place, _used);
        }
    }

    private int FirstFree()
    {
        GrowTo(_firstFree + 1);
        while (_units[_firstFree].Parent != Free)
            GrowTo(++_firstFree + 1);
        return _firstFree;
    }

    private void Take(int place, int parent)
    {
        _units[place].Parent = parent;
        _used = Math.Max(_used, place + 1);
    }

    private void GrowTo(int size)
    {
        var old = _units.Length;
        if (size <= old)
            return;
        Array.Resize(ref _units, (Math.Max(size, old * 3 / 2) + BlockSize - 1) / BlockSize * BlockSize);
        _units.AsSpan(old).Fill(new PieceTrie.Unit { Parent = Free });
        Array.Resize(ref _ids, _units.Length);
        _ids.AsSpan(old).Fill(-1);
    }
}
