namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>What is open while the paragraphs of a part or of a text box are read.</summary>
internal sealed class WordStory(ExtractedText text, bool isHidden)
{
    private readonly List<string> _boxes = [];
    private readonly Stack<int> _rows = new();
    private readonly Stack<string?> _tableStyles = new();
    private readonly Stack<WordRun> _runs = new();
    private int _cells;

    public ExtractedText Text => text;

    public WordFields Fields { get; } = new(text);

    /// <summary>What the paragraph is, as its properties say.</summary>
    public WordParagraph Paragraph { get; set; }

    public string? TableStyle => _tableStyles.TryPeek(out var style) ? style : null;

    public WordRun Run => _runs.TryPeek(out var run) ? run : new WordRun(isHidden, null);

    public void StartRun(WordRun run) => _runs.Push(run with { IsHidden = run.IsHidden || Run.IsHidden });

    public void ChangeRun(WordRun run)
    {
        if (_runs.TryPop(out _))
            StartRun(run);
    }

    public void EndRun() => _runs.TryPop(out _);

    /// <summary>Keeps what stands beside the paragraph, such as a text box in mid-sentence, for its end.</summary>
    public void AddBox(string box) => _boxes.Add(box);

    /// <summary>Ends a paragraph, unless its end was deleted or hidden: then it goes on with the next.</summary>
    public void EndParagraph()
    {
        if (!Paragraph.GoesOn)
            EndBlock();
    }

    public void EndBlock()
    {
        var kind = _cells > 0 ? TextBreak.Line : TextBreak.Paragraph;
        text.Break(kind);
        foreach (var box in _boxes)
        {
            text.Write(box);
            text.Break(kind);
        }
        _boxes.Clear();
    }

    public void StartTable()
    {
        if (Paragraph.GoesOn)
            EndBlock();
        _tableStyles.Push(null);
    }

    public void StyleTable(string? style)
    {
        if (_tableStyles.TryPop(out _))
            _tableStyles.Push(style);
    }

    public void EndTable() => _tableStyles.TryPop(out _);

    public void StartRow() => _rows.Push(text.Length);

    public void StartCell() => _cells++;

    public void EndCell()
    {
        EndBlock();
        _cells--;
        // Empty cells at a row's start leave it on a line of its own.
        if (_rows.TryPeek(out var start) && text.Length > start)
            text.BreakExactly(TextBreak.Cell);
    }

    public void EndRow()
    {
        if (_rows.TryPop(out var start) && text.Length > start)
            text.BreakExactly(_cells > 0 ? TextBreak.Line : TextBreak.Paragraph);
    }
}

/// <param name="Style">Its style, or null for the default one.</param>
/// <param name="GoesOn">Whether it is shown as one with the next.</param>
internal readonly record struct WordParagraph(string? Style, bool GoesOn);

/// <param name="IsHidden">Whether readers don't see it.</param>
/// <param name="Font">Its font, where the run names one.</param>
internal readonly record struct WordRun(bool IsHidden, string? Font);
