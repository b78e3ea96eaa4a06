using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>
/// What a file says about itself before its text: YAML between lines of dashes, TOML between lines of plus signs. It must look like
/// it, from its first line on: a file may begin with a rule.
/// </summary>
internal static partial class FrontMatter
{
    // A longer one is none, so that a rule at the start isn't looked for its end through all of a book.
    private const int MaxLines = 1000;

    /// <summary>How many lines it has, with those around it.</summary>
    public static int Lines(IEnumerable<string> lines)
    {
        var (number, fence, isFirst) = (0, "", true);
        foreach (var line in lines.Take(MaxLines))
        {
            number++;
            if (number == 1)
            {
                fence = line.TrimEnd();
                if (fence is not ("---" or "+++"))
                    return 0;
            }
            else if (line.TrimEnd() == fence || (fence == "---" && line.TrimEnd() == "..."))
                return number;
            else if (!(isFirst ? Entry(fence) : Line(fence)).IsMatch(line))
                return 0;
            else
                isFirst = false;
        }
        return 0;
    }

    private static Regex Entry(string fence) => fence == "---" ? YamlEntry() : TomlEntry();

    private static Regex Line(string fence) => fence == "---" ? YamlLine() : TomlLine();

    [GeneratedRegex("""^(?:#|["']?[\w$][\w.$/-]*["']?\s*:(?:\s|$))""", RegexOptions.NonBacktracking)]
    private static partial Regex YamlEntry();

    // What is indented, an item, a comment, the end of a bracket, or an entry.
    [GeneratedRegex("""^(?:\s|$|-\s|-$|#|[\]}]|["']?[\w$][\w.$/-]*["']?\s*:(?:\s|$))""", RegexOptions.NonBacktracking)]
    private static partial Regex YamlLine();

    [GeneratedRegex("""^(?:#|\[|\s*["']?[\w][\w."'-]*\s*=)""", RegexOptions.NonBacktracking)]
    private static partial Regex TomlEntry();

    // Strings and lists may go on over lines.
    [GeneratedRegex("^", RegexOptions.NonBacktracking)]
    private static partial Regex TomlLine();
}
