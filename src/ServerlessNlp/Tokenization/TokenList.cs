namespace ServerlessNlp.Tokenization;

/// <summary>The tokens of one sequence, before special tokens are put around them.</summary>
/// <remarks>Not thread-safe: it belongs to one encoding at a time, and keeps its arrays for the next.</remarks>
internal sealed class TokenList
{
    /// <summary>In <see cref="Spaces"/>: the token was found in the text, not made by the model.</summary>
    public const int AddedFlag = int.MinValue;

    private int[] _ids = new int[64], _words = new int[64], _spaces = new int[64];
    private (int Start, int End)[] _offsets = new (int, int)[64];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    public Span<(int Start, int End)> Offsets => _offsets.AsSpan(0, Count);

    /// <summary>Which split of the text each token comes from.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, Count);

    /// <summary>White space at the ends of each token's text: leading in the upper half, trailing in the lower.</summary>
    public ReadOnlySpan<int> Spaces => _spaces.AsSpan(0, Count);

    /// <summary>Whether a token comes from the same split as the one before it.</summary>
    public bool ContinuesWord(int index) => _words[index] == _words[index - 1];

    /// <summary>Whether a token was found in the text, not made by the model.</summary>
    public bool IsAdded(int index) => (_spaces[index] & AddedFlag) != 0;

    /// <summary>The split that tokens are added for.</summary>
    public int Word { get; set; }

    public void Clear() => Count = Word = 0;

    public void Add(int id, int start, int end, int spaces = 0)
    {
        var at = Count;
        if (at == _ids.Length)
            Grow(at + 1);
        _ids[at] = id;
        _offsets[at] = (start, end);
        _words[at] = Word;
        _spaces[at] = spaces;
        Count = at + 1;
    }

    /// <summary>Makes room for tokens at the end; gives where they begin.</summary>
    public int Extend(int count)
    {
        var from = Count;
        Grow(from + count);
        Count = from + count;
        return from;
    }

    public void Set(int index, int id, int start, int end)
    {
        _ids[index] = id;
        _offsets[index] = (start, end);
        _words[index] = Word;
        _spaces[index] = 0;
    }

    /// <summary>Keeps the tokens from one place to another.</summary>
    public void Keep(int from, int to)
    {
        if (from > 0)
        {
            Array.Copy(_ids, from, _ids, 0, to - from);
            Array.Copy(_words, from, _words, 0, to - from);
            Array.Copy(_spaces, from, _spaces, 0, to - from);
            Array.Copy(_offsets, from, _offsets, 0, to - from);
        }
        Count = to - from;
    }

    /// <summary>Takes a part of another list.</summary>
    public void Set(TokenList other, int from, int to)
    {
        Count = 0;
        Grow(to - from);
        other._ids.AsSpan(from..to).CopyTo(_ids);
        other._words.AsSpan(from..to).CopyTo(_words);
        other._spaces.AsSpan(from..to).CopyTo(_spaces);
        other._offsets.AsSpan(from..to).CopyTo(_offsets);
        Count = to - from;
    }

    /// <summary>Notes the white space of the tokens from a place on, by their ids, beside what is noted of unknown ones.</summary>
    public void SetSpaces(int from, int[] spacesById)
    {
        for (var i = from; i < Count; i++)
            _spaces[i] |= spacesById[_ids[i]];
    }

    private void Grow(int needed)
    {
        if (needed <= _ids.Length)
            return;
        var size = Math.Max(needed, _ids.Length * 2);
        Array.Resize(ref _ids, size);
        Array.Resize(ref _words, size);
        Array.Resize(ref _spaces, size);
        Array.Resize(ref _offsets, size);
    }
}
