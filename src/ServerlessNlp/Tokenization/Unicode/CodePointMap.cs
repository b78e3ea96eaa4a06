namespace ServerlessNlp.Tokenization.Unicode;

/// <summary>Some code points mapped to sequences of code points.</summary>
internal sealed class CodePointMap
{
    private const int PageBits = 7, PageSize = 1 << PageBits;

    // An entry is the place in the pool of a length and the code points after it; 0 means none.
    private readonly ushort[]?[] _pages = new ushort[0x110000 >> PageBits][];
    private int[] _pool = [];

    /// <summary>What the code point maps to, or empty.</summary>
    public ReadOnlySpan<int> this[int codePoint]
    {
        get
        {
            var page = _pages[codePoint >> PageBits];
            if (page is null)
                return default;
            var place = page[codePoint & (PageSize - 1)];
            return place == 0 ? default : _pool.AsSpan(place + 1, _pool[place]);
        }
    }

    public static CodePointMap Read(ref VarintReader reader)
    {
        var map = new CodePointMap();
        var pool = new List<int> { 0 };
        var codePoint = 0;
        for (var count = reader.Next(); count > 0; count--)
        {
            codePoint += reader.Next();
            var page = map._pages[codePoint >> PageBits] ??= new ushort[PageSize];
            page[codePoint & (PageSize - 1)] = checked((ushort)pool.Count);
            var length = reader.Next();
            pool.Add(length);
            for (var i = 0; i < length; i++)
                pool.Add(reader.Next());
        }
        map._pool = [.. pool];
        return map;
    }
}
