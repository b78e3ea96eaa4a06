namespace ServerlessNlp.Tokenization.Models;

/// <summary>Builds the double array of a vocabulary: sorts the pieces by radix, then lays out node by node.</summary>
internal sealed class PieceTrieBuilder(Vocabulary vocabulary)
{
    private const int BlockSize = 256, Free = -1, NoParent = -2;

    private PieceTrie.Unit[] _units = [];
    private int[] _order = [], _sorted = [];
    private int _firstFree, _used;

    public PieceTrie Build()
    {
        var bytes = 0;
        for (var id = 0; id < vocabulary.Count; id++)
            bytes += vocabulary[id].Length;
        _order = new int[vocabulary.Count];
        _sorted = new int[vocabulary.Count];
        for (var id = 0; id < _order.Length; id++)
            _order[id] = id;
        GrowTo(Math.Max(BlockSize, Math.Min(bytes, vocabulary.Count * 4) / BlockSize * BlockSize));
        _units[PieceTrie.Root].Parent = NoParent;
        _used = _firstFree = 1;
        LayOut();
        // A step from any node lands inside, whatever its base and the byte.
        Array.Resize(ref _units, (_used + BlockSize) / BlockSize * BlockSize);
        return new PieceTrie(_units);
    }

    /// <summary>Lays out the nodes depth first; the pieces below a node are a range of the order.</summary>
    private void LayOut()
    {
        var open = new Stack<(int Node, int From, int To, int Depth)>();
        open.Push((PieceTrie.Root, 0, _order.Length, 0));
        Span<int> counts = stackalloc int[BlockSize + 1];
        Span<byte> labels = stackalloc byte[BlockSize];
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
            var labelCount = SortByByte(from, to, depth, counts, labels);
            var place = FindBase(labels[..labelCount]);
            _units[node].Base = place;
            var start = from;
            for (var i = 0; i < labelCount; i++)
            {
                var child = place ^ labels[i];
                Take(child, node);
                open.Push((child, start, start + counts[labels[i]], depth + 1));
                start += counts[labels[i]];
            }
        }
    }

    /// <summary>Pieces that end at the node: the last of equal ones counts.</summary>
    private int TakeEnded(int node, int from, int to, int depth)
    {
        for (var i = from; i < to; i++)
        {
            if (vocabulary[_order[i]].Length != depth)
                continue;
            _units[node].Id = Math.Max(_units[node].Id, _order[i]);
            (_order[i], _order[from]) = (_order[from], _order[i]);
            from++;
        }
        return from;
    }

    /// <summary>The rest of a piece that shares it with none: a chain of nodes with one child.</summary>
    private void LayOutTail(int node, int id, int depth)
    {
        foreach (var label in vocabulary[id][depth..])
        {
            var child = FirstFree();
            _units[node].Base = child ^ label;
            Take(child, node);
            node = child;
        }
        _units[node].Id = id;
    }

    private int SortByByte(int from, int to, int depth, Span<int> counts, Span<byte> labels)
    {
        counts.Clear();
        for (var i = from; i < to; i++)
            counts[vocabulary[_order[i]][depth]]++;
        Span<int> places = stackalloc int[BlockSize];
        int place = from, labelCount = 0;
        for (var label = 0; label < BlockSize; label++)
        {
            places[label] = place;
            place += counts[label];
            if (counts[label] > 0)
                labels[labelCount++] = (byte)label;
        }
        for (var i = from; i < to; i++)
            _sorted[places[vocabulary[_order[i]][depth]]++] = _order[i];
        _sorted.AsSpan(from..to).CopyTo(_order.AsSpan(from));
        return labelCount;
    }

    /// <summary>A base at which all labels have free places.</summary>
    private int FindBase(ReadOnlySpan<byte> labels)
    {
        var tries = 0;
        for (var place = FirstFree(); ; place++)
        {
            GrowTo(place + 1);
            if (_units[place].Parent != Free)
                continue;
            var candidate = place ^ labels[0];
            GrowTo((candidate | (BlockSize - 1)) + 1);
            var fits = true;
            for (var i = 1; i < labels.Length && fits; i++)
                fits = _units[candidate ^ labels[i]].Parent == Free;
            if (fits)
                return candidate;
            // Crowded places are given up, so that the search stays short.
            if (++tries == 64)
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
        GrowTo(place + 1);
        _units[place].Parent = parent;
        _used = Math.Max(_used, place + 1);
    }

    private void GrowTo(int size)
    {
        var old = _units.Length;
        if (size <= old)
            return;
        Array.Resize(ref _units, (Math.Max(size, old * 3 / 2) + BlockSize - 1) / BlockSize * BlockSize);
        _units.AsSpan(old).Fill(new PieceTrie.Unit { Parent = Free, Id = -1 });
    }
}
