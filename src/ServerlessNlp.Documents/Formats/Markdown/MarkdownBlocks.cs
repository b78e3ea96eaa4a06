using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>
/// The blocks of Markdown (CommonMark 0.31, with GitHub's tables and task lists) as paragraphs of HTML. Line by line, in linear
/// time: which list or quotation a paragraph stands in makes no difference to its text.
/// </summary>
internal sealed partial class MarkdownBlocks
{
    private readonly StringBuilder _html = new();
    private readonly StringBuilder _paragraph = new();
    private string? _fence;

    private MarkdownBlocks()
    {
    }

    public static string ToHtml(string markdown)
    {
        var blocks = new MarkdownBlocks();
        foreach (var line in Lines(markdown).Skip(FrontMatter(markdown)))
            blocks.Add(line);
        blocks.EndParagraph();
        return blocks._html.ToString();
    }

    private void Add(string line)
    {
        var content = string.IsNullOrWhiteSpace(line) ? "" : Quotation().Replace(line, "");
        if (_fence is not null)
            AddCode(content);
        else if (string.IsNullOrWhiteSpace(content))
            EndParagraph();
        else if (Fence().Match(content) is { Success: true } fence)
            StartCode(fence.Groups[1].Value);
        else if (_paragraph.Length == 0 && IndentedCode().IsMatch(content))
            AddBlock($"<pre>{WebUtility.HtmlEncode(content.Trim())}</pre>");
        else if (Rule().IsMatch(content) || TableRule().IsMatch(content) || (_paragraph.Length == 0 && LinkDefinition().IsMatch(content)))
            EndParagraph();
        else
            AddText(content);
    }

    private void AddText(string content)
    {
        if (Heading().Match(content) is { Success: true } heading)
        {
            EndParagraph();
            _paragraph.Append(heading.Groups[1].ValueSpan);
            EndParagraph();
        }
        else if (TableRow().Match(content) is { Success: true } row)
        {
            EndParagraph();
            AddBlock($"<table><tr>{string.Concat(Cell().Split(row.Groups[1].Value).Select(cell => $"<td>{MarkdownInlines.ToHtml(cell.Trim())}</td>"))}</tr></table>");
        }
        else
        {
            var item = ListItem().Match(content);
            if (item.Success)
                EndParagraph();
            _paragraph.Append(item.Success ? content.AsSpan(item.Length) : content.AsSpan().TrimStart()).Append('\n');
        }
    }

    private void StartCode(string fence)
    {
        EndParagraph();
        _fence = fence;
        _html.Append("<pre>");
    }

    private void AddCode(string line)
    {
        if (Fence().Match(line) is { Success: true } end && end.Groups[1].Value.StartsWith(_fence!, StringComparison.Ordinal) && end.Groups[2].ValueSpan.IsWhiteSpace())
        {
            _html.Append("</pre>");
            _fence = null;
        }
        else
            _html.Append(WebUtility.HtmlEncode(line)).Append('\n');
    }

    private void EndParagraph()
    {
        if (_paragraph.Length > 0)
            AddBlock($"<p>{MarkdownInlines.ToHtml(_paragraph.ToString())}</p>");
        _paragraph.Clear();
    }

    private void AddBlock(string html) => _html.Append(html).Append('\n');

    // YAML between two lines of dashes at the very start: about the document, not of it.
    private static int FrontMatter(string markdown)
    {
        var end = 0;
        foreach (var (number, line) in Lines(markdown).Index())
        {
            if (number == 0 && line.TrimEnd() != "---")
                return 0;
            if (number > 0 && line.TrimEnd() is "---" or "...")
                end = number + 1;
            if (end > 0)
                break;
        }
        return end;
    }

    private static IEnumerable<string> Lines(string markdown)
    {
        using var reader = new StringReader(markdown);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    [GeneratedRegex("^(?: {0,3}> ?)+", Linear)]
    private static partial Regex Quotation();

    [GeneratedRegex(@"^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}|~{3,})([^`]*)$", Linear)]
    private static partial Regex Fence();

    [GeneratedRegex("^(?: {4}|\t)", Linear)]
    private static partial Regex IndentedCode();

    [GeneratedRegex(@"^ {0,3}(?:=+|(?:-\s*)+|(?:\*\s*){3,}|(?:_\s*){3,})$", Linear)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$", Linear)]
    private static partial Regex TableRule();

    [GeneratedRegex(@"^\s*\|(.*?)\|?\s*$", Linear)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"\|")]
    private static partial Regex Cell();

    [GeneratedRegex(@"^ {0,3}\[[^\]^][^\]]*\]:\s*\S+", Linear)]
    private static partial Regex LinkDefinition();

    [GeneratedRegex(@"^ {0,3}#{1,6}(?:\s+(.*?))?(?:\s+#+)?\s*$", Linear)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)+(?:\[[ xX]\]\s+)?|^ {0,3}\[\^[^\]]+\]:\s*", Linear)]
    private static partial Regex ListItem();
}
