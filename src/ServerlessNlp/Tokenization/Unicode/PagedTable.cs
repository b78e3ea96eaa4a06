namespace ServerlessNlp.Tokenization.Unicode;

/// <summary>A value for every code point, in pages of 256 of which equal ones are kept once.</summary>
internal sealed class PagedTable<T> where T : unmanaged, IEquatable<T>
{
    private const int PageBits = 8, PageSize = 1 << PageBits, Pages = 0x110000 >> PageBits;

    private readonly int[] _pageStarts = new int[Pages];
    private T[] _values = [];

    public T this[int codePoint] => _values[_pageStarts[codePoint >> PageBits] + (codePoint & (PageSize - 1))];

    public static PagedTable<T> FromRuns(ref VarintReader reader, Func<int, T> convert)
    {
        var table = new PagedTable<T>();
        var values = new List<T>();
        var uniform = new Dictionary<T, int>();
        var page = new T[PageSize];
        int codePoint = 0, runs = reader.Next(), left = 0;
        T value = default;
        for (var pageIndex = 0; pageIndex < Pages; pageIndex++)
        {
            var isUniform = true;
            for (var i = 0; i < PageSize; i++, codePoint++, left--)
            {
                if (left == 0 && runs-- > 0)
                {
                    left = reader.Next();
                    value = convert(reader.Next());
                }
                if (left >= PageSize - i && i == 0)
                {
                    // The run covers the page: most of the code space is unassigned.
                    page.AsSpan().Fill(value);
                    left -= PageSize - 1;
                    codePoint += PageSize - 1;
                    i = PageSize - 1;
                    continue;
                }
                page[i] = value;
                isUniform &= i == 0 || value.Equals(page[0]);
            }
            if (isUniform && uniform.TryGetValue(page[0], out var start))
            {
                table._pageStarts[pageIndex] = start;
                continue;
            }
            table._pageStarts[pageIndex] = values.Count;
            if (isUniform)
                uniform.Add(page[0], values.Count);
            values.AddRange(page);
        }
        table._values = [.. values];
        return table;
    }
}
