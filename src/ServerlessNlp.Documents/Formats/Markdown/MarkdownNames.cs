using System.Text;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>The first reading of a document: which names its links and footnotes may use, wherever they are defined.</summary>
internal sealed class MarkdownNames : IMarkdownSink
{
    // Names beyond are none: what uses them stays as it is written.
    private const int MaxNames = 10_000;

    private readonly HashSet<string> _links = [];
    private readonly HashSet<string> _footnotes = [];

    /// <summary>The longest name (CommonMark 0.31, section 4.7).</summary>
    public const int MaxLength = 999;

    public bool HasLink(ReadOnlySpan<char> label) => _links.Count > 0 && label.Length <= MaxLength && _links.Contains(Normalize(label));

    public bool HasFootnote(ReadOnlySpan<char> label) => _footnotes.Count > 0 && label.Length <= MaxLength && _footnotes.Contains(Normalize(label));

    public void Define(string label)
    {
        if (_links.Count < MaxNames)
            _links.Add(Normalize(label));
    }

    public void DefineFootnote(string label)
    {
        if (_footnotes.Count < MaxNames)
            _footnotes.Add(Normalize(label));
    }

    public void Text(string source)
    {
    }

    public void Row(IReadOnlyList<string> cells)
    {
    }

    public void Code(ReadOnlySpan<char> line)
    {
    }

    public void Html(ReadOnlySpan<char> line)
    {
    }

    public void EndLines()
    {
    }

    // Case and the kind of white space make no difference; ẞ folds to ss.
    private static string Normalize(ReadOnlySpan<char> label)
    {
        var normal = new StringBuilder(label.Length);
        foreach (var character in label.Trim(" \t\r\n"))
        {
            var isSpace = character is ' ' or '\t' or '\r' or '\n';
            if (!isSpace)
                normal.Append(character);
            else if (normal[^1] != ' ')
                normal.Append(' ');
        }
        return normal.ToString().ToUpperInvariant().Replace("ẞ", "SS").Replace("ß", "SS");
    }
}
