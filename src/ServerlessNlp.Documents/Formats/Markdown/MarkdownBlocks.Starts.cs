namespace ServerlessNlp.Documents.Formats.Markdown;

internal sealed partial class MarkdownBlocks
{
    // Opens the blocks that begin with a line; whether nothing is left of it.
    private bool Open(LineCursor line, int matched, ref bool isLazy)
    {
        while (!line.IsBlank)
        {
            // What a paragraph lets itself be ended by is less than what may begin where none is open.
            var isWithin = _leaf == Leaf.Paragraph && !isLazy;
            if (line.Indent >= 4)
                return _leaf != Leaf.Paragraph && OpenIndented(line);
            if (isWithin && (Underline(line) || OpenTable(line)))
                return true;
            if (OpenLeaf(line, matched, _leaf != Leaf.Paragraph))
                return true;
            if (!OpenContainer(line, matched, isWithin))
                return false;
            matched = _containers.Count;
            isLazy = false;
        }
        return false;
    }

    private bool OpenIndented(LineCursor line)
    {
        Start(Leaf.Indented);
        line.SkipSpace(4);
        _sink.Code(line.Rest());
        return true;
    }

    private bool OpenLeaf(LineCursor line, int matched, bool canBeAnyTag)
    {
        var word = line.Word;
        if (Heading(word) is { } heading)
        {
            Close(matched);
            Start(Leaf.None);
            _sink.Text(heading);
        }
        else if (Fence(word) is { } fence)
        {
            Close(matched);
            Start(Leaf.Fence);
            (_end, _indent) = (fence, line.Indent);
        }
        else if (HtmlBlocks.End(word, canBeAnyTag) is { } end)
        {
            Close(matched);
            Start(Leaf.Html);
            _end = end;
            AddHtml(line);
        }
        else if (IsRule(word))
        {
            Close(matched);
            Start(Leaf.None);
        }
        else
            return false;
        return true;
    }

    // A line of "=" or "-" makes a heading of the paragraph above it, unless that is nothing but definitions.
    private bool Underline(LineCursor line)
    {
        if (line.Word[0] is not ('=' or '-') || !line.Word.TrimStart(line.Word[0]).IsWhiteSpace())
            return false;
        var text = _paragraph.ToString();
        var definitions = LinkDefinitions.Read(text, _sink);
        _paragraph.Clear().Append(text.AsSpan(definitions));
        if (definitions == text.Length)
        {
            _leaf = Leaf.None;
            return false;
        }
        EndParagraph();
        _leaf = Leaf.None;
        return true;
    }

    private bool OpenTable(LineCursor line)
    {
        if (!MarkdownTables.IsDelimiter(line.Word))
            return false;
        var header = MarkdownTables.Cells(_paragraph.ToString(_lastLine, _paragraph.Length - _lastLine));
        if (header.Count != MarkdownTables.Cells(line.Word).Count)
            return false;
        _paragraph.Length = Math.Max(0, _lastLine - 1);
        Start(Leaf.Table);
        _sink.Row(header);
        return true;
    }

    private bool OpenContainer(LineCursor line, int matched, bool isWithin)
    {
        if (line.Word[0] == '>')
        {
            Push(0, matched);
            line.SkipWord(1);
            line.SkipSpace(1);
            return true;
        }
        if (Footnote(line.Word) is { } footnote)
        {
            Push(4, matched);
            _sink.DefineFootnote(footnote);
            line.SkipWord(footnote.Length + "[^]:".Length);
            return true;
        }
        return ListMarker.Find(line.Word) is { } marker && OpenItem(line, marker, matched, isWithin);
    }

    private bool OpenItem(LineCursor line, ListMarker marker, int matched, bool isWithin)
    {
        var isBlank = line.Word[marker.Length..].IsWhiteSpace();
        if (isWithin && (isBlank || !marker.IsFirst))
            return false;
        Close(matched);
        var list = Container.List;
        if (list.Mark != marker.Kind)
            list = (marker.Kind, marker.Number.TrimStart('0') is not ("" or "1"));
        EndLeaf();
        var indent = line.Indent;
        line.SkipWord(marker.Length);
        var space = isBlank || line.Indent > 4 ? 1 : line.Indent;
        line.SkipSpace(space);
        Push(indent + marker.Length + space, matched);
        (_containers.Count > 1 ? _containers[^2] : _document).List = list;
        Container.IsEmpty = isBlank;
        if (list.KeepsNumbers)
            _number = $"{marker.Number}{marker.Kind}";
        if (line.Word is ['[', ' ' or 'x' or 'X', ']', ' ' or '\t', ..])
            line.SkipWord(3);
        return true;
    }

    private void Push(int indent, int matched)
    {
        Close(matched);
        EndLeaf();
        Container.IsEmpty = false;
        Container.List = default;
        if (_containers.Count < MaxDepth)
            _containers.Add(new MarkdownContainer(indent));
    }

    private static string? Heading(ReadOnlySpan<char> word)
    {
        var level = word.IndexOfAnyExcept('#') is var end and >= 0 ? end : word.Length;
        if (level is 0 or > 6 || (level < word.Length && word[level] is not (' ' or '\t')))
            return null;
        var text = word[level..].Trim(" \t");
        var open = text.TrimEnd('#');
        return (open.IsEmpty || open[^1] is ' ' or '\t' ? open.TrimEnd(" \t") : text).ToString();
    }

    private static string? Fence(ReadOnlySpan<char> word)
    {
        if (word[0] is not ('`' or '~'))
            return null;
        var length = word.IndexOfAnyExcept(word[0]) is var end and >= 0 ? end : word.Length;
        return length < 3 || (word[0] == '`' && word[length..].Contains('`')) ? null : word[..length].ToString();
    }

    private static bool IsRule(ReadOnlySpan<char> word) =>
        word[0] is '*' or '_' or '-' && word.IndexOfAnyExcept(word[0], ' ', '\t') < 0 && word.Count(word[0]) >= 3;

    // The name of a footnote that begins here.
    private static string? Footnote(ReadOnlySpan<char> word)
    {
        if (!word.StartsWith("[^"))
            return null;
        var name = word[2..Math.Min(word.Length, MarkdownNames.MaxLength)];
        var end = name.IndexOfAny("] \t[");
        return end > 0 && name[end..].StartsWith("]:") ? name[..end].ToString() : null;
    }
}
