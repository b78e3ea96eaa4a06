using System.Net;
using System.Text;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>Writes the blocks of a document as HTML, so that what is HTML in it is read as what it is.</summary>
internal sealed class MarkdownHtml(MarkdownNames names, CancellationToken cancellationToken) : IMarkdownSink
{
    private readonly StringBuilder _html = new();
    private bool _isCode;
    private bool _isTable;

    public static string Of(string markdown, CancellationToken cancellationToken)
    {
        // Stands for marks that turned out to be some (MarkdownInlines), and is no character of any text.
        markdown = markdown.Replace(HtmlBuffer.Removed, '\uFFFD');
        var names = new MarkdownNames();
        MarkdownBlocks.Read(markdown, names, cancellationToken);
        var html = new MarkdownHtml(names, cancellationToken);
        MarkdownBlocks.Read(markdown, html, cancellationToken);
        return html.ToString();
    }

    public void Text(string source, bool isHeading)
    {
        EndTable();
        _html.Append(isHeading ? "<h1>" : "<p>");
        MarkdownInlines.Write(source, names, _html, cancellationToken);
        _html.Append(isHeading ? "</h1>\n" : "</p>\n");
    }

    public void Row(IReadOnlyList<string> cells)
    {
        _html.Append(_isTable ? "<tr>" : "<table><tr>");
        _isTable = true;
        foreach (var cell in cells)
        {
            _html.Append("<td>");
            MarkdownInlines.Write(cell, names, _html, cancellationToken);
            _html.Append("</td>");
        }
        _html.Append("</tr>\n");
    }

    public void Code(ReadOnlySpan<char> line)
    {
        EndTable();
        _html.Append(_isCode ? "" : "<pre>").Append(WebUtility.HtmlEncode(line.ToString())).Append('\n');
        _isCode = true;
    }

    public void Html(ReadOnlySpan<char> line)
    {
        EndTable();
        _html.Append(line).Append('\n');
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

    private void EndTable()
    {
        if (_isTable)
            _html.Append("</table>\n");
        _isTable = false;
    }
}
