using System.Net;
using System.Text;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>
/// Writes the blocks of a document as HTML, so that what is HTML in it is read as what it is. End tags that may be left out are:
/// how many tags a page may have is limited.
/// </summary>
internal sealed class MarkdownHtml(MarkdownNames names, ExtractedText text) : IMarkdownSink
{
    // HTML may be longer than its text, by its tags and by what it hides, but hardly so much.
    private const int MaxFactor = 16;

    private readonly StringBuilder _html = new();
    private bool _isCode;
    private bool _isTable;
    private bool _isParagraph;
    private long _written;

    /// <exception cref="NlpException">DocumentTooLong, where the text that is read from it would be.</exception>
    public static string Of(string markdown, ExtractedText text)
    {
        // Stands for marks that turned out to be some (MarkdownInlines), and is no character of any text.
        markdown = markdown.Replace(HtmlBuffer.Removed, '\uFFFD');
        var names = new MarkdownNames();
        MarkdownBlocks.Read(markdown, names, text.CancellationToken);
        var html = new MarkdownHtml(names, text);
        MarkdownBlocks.Read(markdown, html, text.CancellationToken);
        return html.ToString();
    }

    public void Text(string source)
    {
        EndTable();
        _html.Append("<p>");
        WriteInlines(source);
        _html.Append('\n');
        _isParagraph = true;
    }

    public void Row(IReadOnlyList<string> cells)
    {
        _html.Append(_isTable ? "<tr>" : "<table><tr>");
        _isTable = true;
        foreach (var cell in cells.Where(cell => cell.Length > 0))
        {
            _html.Append("<td>");
            WriteInlines(cell);
        }
        _html.Append('\n');
    }

    public void Code(ReadOnlySpan<char> line)
    {
        EndTable();
        _html.Append(_isCode ? "\n" : "<pre>").Append(WebUtility.HtmlEncode(line.ToString()));
        _isCode = true;
        Count(line.Length);
    }

    public void Html(ReadOnlySpan<char> line)
    {
        EndTable();
        _html.Append(_isParagraph ? "</p>" : "").Append(line).Append('\n');
        _isParagraph = false;
    }

    public void EndLines()
    {
        if (_isCode)
            _html.Append("</pre>\n");
        _isCode = false;
    }

    public void Define(string label)
    {
    }

    public void DefineFootnote(string label)
    {
    }

    public override string ToString()
    {
        EndTable();
        return _html.ToString();
    }

    private void WriteInlines(string source)
    {
        var start = _html.Length;
        var left = (int)Math.Min(int.MaxValue, MaxFactor * (long)text.MaxCharacters - _written);
        if (!MarkdownInlines.Write(source, names, _html, left, text.CancellationToken))
            throw text.TooLong;
        Count(_html.Length - start);
    }

    // A long document is refused before all of it is HTML.
    private void Count(int characters)
    {
        _written += characters;
        if (_written > MaxFactor * (long)text.MaxCharacters)
            throw text.TooLong;
    }

    private void EndTable()
    {
        if (_isTable)
            _html.Append("</table>\n");
        _isTable = false;
    }
}
