using System.Text;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Joins lines to paragraphs: words that were parted at a line's end are whole again.</summary>
internal sealed class PdfHyphenation
{
    private const char SoftHyphen = '\u00AD';

    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Learns the words of a document, which tell a parted word from one with a hyphen of its own.</summary>
    public PdfHyphenation(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            foreach (var word in line.Split([' ', '\t']).Skip(1).SkipLast(1))
                _words.Add(word.Trim('.', ',', ';', ':', '(', ')', '"', '“', '”', '\'', '!', '?'));
        }
    }

    public string Join(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder(lines[0]);
        foreach (var line in lines.Skip(1))
        {
            if (line.Length == 0)
                continue;
            if (text.Length > 1 && IsHyphen(text[^1]) && char.IsLetterOrDigit(text[^2]) && char.IsLetterOrDigit(line[0]))
            {
                if (IsParted(Tail(text), Head(line), text[^1]))
                    text.Length--;
            }
            else if (!(text.Length > 0 && IsIdeographic(text[^1]) && IsIdeographic(line[0])))
                text.Append(' ');
            text.Append(line);
        }
        return text.ToString().Replace(SoftHyphen.ToString(), "");
    }

    private bool IsParted(string tail, string head, char hyphen)
    {
        if (hyphen == SoftHyphen || _words.Contains(tail + head))
            return true;
        return char.IsLower(head[0]) && char.IsLetter(tail[^1]) && !tail.Contains('-') && !_words.Contains($"{tail}-{head}");
    }

    // The letters before the hyphen, and those behind it.
    private static string Tail(StringBuilder text)
    {
        var start = text.Length - 1;
        while (start > 0 && text.Length - start < 64 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '-'))
            start--;
        return text.ToString(start, text.Length - 1 - start);
    }

    private static string Head(string line) => string.Concat(line.TakeWhile(character => char.IsLetterOrDigit(character) || character == '-'));

    private static bool IsHyphen(char character) => character is '-' or '\u2010' or SoftHyphen;

    // Chinese and Japanese have no spaces between words.
    private static bool IsIdeographic(char character) => character is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFF60' || char.IsSurrogate(character);
}
