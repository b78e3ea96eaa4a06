using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>Rows of GitHub's tables (GFM 0.29, section 4.10). Cells beyond the header's are kept.</summary>
internal static partial class MarkdownTables
{
    /// <summary>Whether a line under a header makes the two a table.</summary>
    public static bool IsDelimiter(ReadOnlySpan<char> line) => line.Contains('|') && Delimiter().IsMatch(line);

    /// <summary>The cells of a row; <c>\|</c> is no border, nor is what stands in code.</summary>
    public static List<string> Cells(ReadOnlySpan<char> line)
    {
        line = line.Trim(" \t");
        if (line.StartsWith('|'))
            line = line[1..];
        var cells = new List<string>();
        var cell = new StringBuilder();
        var code = line.Contains('`') ? new CodeSpans(line.ToString()) : null;
        var codeEnd = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '`' && i >= codeEnd)
                codeEnd = CodeEnd(line, i, code!);
            if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] == '|')
                cell.Append(line[++i]);
            else if (line[i] == '|' && i >= codeEnd)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
                cell.Append(line[i]);
        }
        if (!line.EndsWith('|') || cell.Length > 0)
            cells.Add(cell.ToString().Trim());
        return cells;
    }

    // Where the code that begins at a run of backticks ends, or where the run ends if it begins none.
    private static int CodeEnd(ReadOnlySpan<char> line, int start, CodeSpans code)
    {
        var length = line[start..].IndexOfAnyExcept('`') is var end and >= 0 ? end : line.Length - start;
        return (code.Close(start, length) ?? start) + length;
    }

    [GeneratedRegex(@"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Delimiter();
}
