using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>A growing list of decomposed code points that keeps marks in the order of their combining classes.</summary>
internal sealed class Decomposition
{
    private const int Classes = 64, SmallRun = 16;

    private Item[] _items = new Item[64];
    private Item[] _sorted = [];
    private int _length, _sortedTo;

    public Span<Item> Items => _items.AsSpan(0, _length);

    public void Clear() => _length = _sortedTo = 0;

    public void Add(int codePoint, int change)
    {
        var combiningClass = UnicodeData.CombiningClass(codePoint);
        if (combiningClass == 0)
            SortMarks();
        if (_length == _items.Length)
            Array.Resize(ref _items, _length * 2);
        _items[_length++] = new Item(codePoint, change, combiningClass);
        if (combiningClass == 0)
            _sortedTo = _length;
    }

    public void Finish() => SortMarks();

    /// <summary>Sorts the marks since the last starter, stably and in linear time: a text may be nothing but marks.</summary>
    private void SortMarks()
    {
        var marks = _items.AsSpan(_sortedTo.._length);
        if (marks.Length <= SmallRun)
            SortByInsertion(marks);
        else
            SortByCounting(marks);
        _sortedTo = _length;
    }

    private static void SortByInsertion(Span<Item> marks)
    {
        for (var i = 1; i < marks.Length; i++)
        {
            var mark = marks[i];
            var at = i;
            for (; at > 0 && marks[at - 1].CombiningClass > mark.CombiningClass; at--)
                marks[at] = marks[at - 1];
            marks[at] = mark;
        }
    }

    private void SortByCounting(Span<Item> marks)
    {
        if (_sorted.Length < marks.Length)
            _sorted = new Item[marks.Length * 2];
        Span<int> places = stackalloc int[Classes + 1];
        places.Clear();
        foreach (var mark in marks)
            places[mark.CombiningClass + 1]++;
        for (var i = 1; i < places.Length; i++)
            places[i] += places[i - 1];
        foreach (var mark in marks)
            _sorted[places[mark.CombiningClass]++] = mark;
        _sorted.AsSpan(0, marks.Length).CopyTo(marks);
    }

    /// <summary>A code point, the change it means for the ranges, and the rank of its combining class.</summary>
    internal readonly record struct Item(int CodePoint, int Change, int CombiningClass);
}
