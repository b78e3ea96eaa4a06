namespace ServerlessNlp.Tokenization.Models;

/// <summary>The symbols of a piece under BPE, and the merges that wait: lowest rank first, then leftmost.</summary>
internal sealed class MergeQueue
{
    private Symbol[] _symbols = new Symbol[64];
    private Merge[] _heap = new Merge[64];
    private int _symbolCount, _heapCount;

    public Span<Symbol> Symbols => _symbols.AsSpan(0, _symbolCount);

    public void Clear() => _symbolCount = _heapCount = 0;

    public void Add(int id, int length)
    {
        if (_symbolCount == _symbols.Length)
            Array.Resize(ref _symbols, _symbolCount * 2);
        if (_symbolCount > 0)
            _symbols[_symbolCount - 1].Next = _symbolCount;
        _symbols[_symbolCount] = new Symbol { Id = id, Length = length, Previous = _symbolCount - 1, Next = -1 };
        _symbolCount++;
    }

    public void Push(int rank, int position, int newId)
    {
        if (_heapCount == _heap.Length)
            Array.Resize(ref _heap, _heapCount * 2);
        var merge = new Merge(rank, position, newId);
        var at = _heapCount++;
        while (at > 0 && merge.IsBefore(_heap[(at - 1) / 2]))
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        _heap[at] = merge;
    }

    public bool TryPop(out Merge top)
    {
        if (_heapCount == 0)
        {
            top = default;
            return false;
        }
        top = _heap[0];
        var last = _heap[--_heapCount];
        var at = 0;
        while (true)
        {
            var child = at * 2 + 1;
            if (child >= _heapCount)
                break;
            if (child + 1 < _heapCount && _heap[child + 1].IsBefore(_heap[child]))
                child++;
            if (!_heap[child].IsBefore(last))
                break;
            _heap[at] = _heap[child];
            at = child;
        }
        _heap[at] = last;
        return true;
    }

    /// <summary>A symbol, how many bytes it stands for (0: merged away), and its neighbours.</summary>
    internal struct Symbol
    {
        public int Id, Length, Previous, Next;
    }

    internal readonly record struct Merge(int Rank, int Position, int NewId)
    {
        public bool IsBefore(Merge other) => Rank != other.Rank ? Rank < other.Rank : Position < other.Position;
    }
}
