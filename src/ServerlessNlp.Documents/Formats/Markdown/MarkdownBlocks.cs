using System.Text;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>
/// The blocks of Markdown (CommonMark 0.31, sections 4 and 5, with GitHub's tables and footnotes), line by line: of what is read only
/// the open paragraph is kept, and a line costs time linear in its length.
/// </summary>
internal sealed partial class MarkdownBlocks
{
    // Quotations and lists within each other beyond this are read without their marks, as one.
    private const int MaxDepth = 100;

    private readonly IMarkdownSink _sink;
    private readonly List<MarkdownContainer> _containers = [];
    private readonly MarkdownContainer _document = new(0);
    private readonly StringBuilder _paragraph = new();
    private Leaf _leaf;
    private int _lastLine;

    // How a fence or a block of HTML ends; how far a fence is indented.
    private string _end = "";
    private int _indent;
    private string _number = "";

    private MarkdownBlocks(IMarkdownSink sink) => _sink = sink;

    private enum Leaf
    {
        None,
        Paragraph,
        Fence,
        Indented,
        Html,
        Table,
    }

    private MarkdownContainer Container => _containers.Count > 0 ? _containers[^1] : _document;

    public static void Read(string markdown, IMarkdownSink sink, CancellationToken cancellationToken)
    {
        var blocks = new MarkdownBlocks(sink);
        foreach (var line in Lines(markdown).Skip(FrontMatter.Lines(Lines(markdown))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            blocks.Add(new LineCursor(line));
        }
        blocks.End();
    }

    private void Add(LineCursor line)
    {
        var matched = 0;
        while (matched < _containers.Count && _containers[matched].GoesOn(line))
            matched++;
        var isInside = matched == _containers.Count;
        if (isInside && GoesOn(line))
            return;
        // A paragraph may go on without the marks of what it stands in.
        var isLazy = !isInside && _leaf == Leaf.Paragraph;
        if (!isLazy)
            Close(matched);
        if (!Open(line, matched, ref isLazy))
            AddText(line, matched, isLazy);
    }

    // Whether the line belongs to the code, HTML or table that is open.
    private bool GoesOn(LineCursor line)
    {
        switch (_leaf)
        {
            case Leaf.Fence:
                if (IsFenceEnd(line))
                    EndLeaf();
                else
                {
                    line.SkipSpace(_indent);
                    _sink.Code(line.Rest());
                }
                return true;
            case Leaf.Html when _end != HtmlBlocks.BlankLine || !line.IsBlank:
                AddHtml(line);
                return true;
            case Leaf.Indented when line.Indent >= 4 || line.IsBlank:
                line.SkipSpace(4);
                _sink.Code(line.Rest());
                return true;
            case Leaf.Html or Leaf.Indented:
                EndLeaf();
                return false;
            default:
                return false;
        }
    }

    private void AddText(LineCursor line, int matched, bool isLazy)
    {
        if (line.IsBlank)
        {
            Close(matched);
            EndLeaf();
            return;
        }
        if (_leaf == Leaf.Table && !isLazy)
        {
            _sink.Row(MarkdownTables.Cells(line.Word));
            return;
        }
        if (_leaf != Leaf.Paragraph)
            Start(Leaf.Paragraph);
        else
            _paragraph.Append('\n');
        _lastLine = _paragraph.Length;
        _paragraph.Append(line.Word);
    }

    private void AddHtml(LineCursor line)
    {
        var rest = line.Rest();
        _sink.Html(rest);
        if (_end != HtmlBlocks.BlankLine && rest.Contains(_end, StringComparison.OrdinalIgnoreCase))
            EndLeaf();
    }

    private bool IsFenceEnd(LineCursor line)
    {
        if (line.Indent > 3 || !line.Word.StartsWith(_end))
            return false;
        return line.Word.TrimStart(_end[0]).IsWhiteSpace();
    }

    // A block begins in the innermost container: what was open there ends.
    private void Start(Leaf leaf)
    {
        EndLeaf();
        Container.IsEmpty = false;
        Container.List = default;
        _leaf = leaf;
        if (_number.Length == 0)
            return;
        _paragraph.Append(_number);
        _number = "";
        if (leaf == Leaf.Paragraph)
            _paragraph.Append(' ');
        else
            EndParagraph();
    }

    private void Close(int containers)
    {
        if (containers == _containers.Count)
            return;
        End();
        _containers.RemoveRange(containers, _containers.Count - containers);
    }

    // What is open, and a number that nothing followed.
    private void End()
    {
        EndLeaf();
        if (_number.Length > 0)
            _sink.Text(_number);
        _number = "";
    }

    private void EndLeaf()
    {
        if (_leaf == Leaf.Paragraph)
            EndParagraph();
        else if (_leaf is Leaf.Fence or Leaf.Html or Leaf.Indented)
            _sink.EndLines();
        _leaf = Leaf.None;
    }

    private void EndParagraph()
    {
        var text = _paragraph.ToString();
        _paragraph.Clear();
        if (text[LinkDefinitions.Read(text, _sink)..] is { Length: > 0 } rest)
            _sink.Text(rest);
    }

    private static IEnumerable<string> Lines(string markdown)
    {
        using var reader = new StringReader(markdown);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
