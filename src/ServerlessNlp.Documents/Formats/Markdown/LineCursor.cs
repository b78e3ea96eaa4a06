namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>Where a line is being read: white space counts in columns, and a tab reaches to the next multiple of four (CommonMark 0.31, section 2.2).</summary>
internal sealed class LineCursor(string line)
{
    private const int TabStop = 4;

    private int _at;
    private int _atColumn;
    private int _column;
    private int _wordAt = -1;
    private int _wordColumn;

    /// <summary>Where the next character that is no white space stands.</summary>
    public int WordAt
    {
        get
        {
            FindWord();
            return _wordAt;
        }
    }

    /// <summary>How many columns of white space lie before it.</summary>
    public int Indent
    {
        get
        {
            FindWord();
            return _wordColumn - _column;
        }
    }

    public bool IsBlank => WordAt == line.Length;

    /// <summary>What follows the white space.</summary>
    public ReadOnlySpan<char> Word => line.AsSpan(WordAt);

    /// <summary>What follows, with white space; of a tab that was entered, what is left of it in spaces.</summary>
    public string Rest() => _column > _atColumn ? new string(' ', Next(_atColumn, '\t') - _column) + line[(_at + 1)..] : line[_at..];

    /// <summary>Passes over what follows the white space, such as a mark.</summary>
    public void SkipWord(int length)
    {
        FindWord();
        _at = _wordAt + length;
        _column = _atColumn = _wordColumn + length;
        _wordAt = -1;
    }

    /// <summary>Passes over white space, at most so many columns.</summary>
    public void SkipSpace(int columns)
    {
        FindWord();
        _column = Math.Min(_column + columns, _wordColumn);
        for (int next; _at < _wordAt && (next = Next(_atColumn, line[_at])) <= _column; _at++)
            _atColumn = next;
    }

    private void FindWord()
    {
        if (_wordAt >= 0)
            return;
        (_wordAt, _wordColumn) = (_at, _atColumn);
        while (_wordAt < line.Length && line[_wordAt] is ' ' or '\t')
            _wordColumn = Next(_wordColumn, line[_wordAt++]);
    }

    private static int Next(int column, char character) => character == '\t' ? column + TabStop - column % TabStop : column + 1;
}
