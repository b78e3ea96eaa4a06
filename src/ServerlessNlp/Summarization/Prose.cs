using System.Buffers;

namespace ServerlessNlp.Summarization;

/// <summary>
/// Tells sentences from what is read with them and sums nothing up: headings, items and captions without a stop, rows of tables, code
/// and diagrams. By their shape alone, so that text that came without its markup is judged like that which had some.
/// </summary>
internal static class Prose
{
    // A line without a stop that has fewer characters is a heading, an item or a cell.
    private const int MinUnstopped = 80;

    // Of prose hardly one character in twenty is such a sign, of code one in six.
    private const double MaxCodeShare = 0.1;
    private const int MinCodeSigns = 3;

    private const int MinWordsOfCell = 8;

    private static readonly SearchValues<char> CodeSigns = SearchValues.Create("{}[]<>=|\\/_+*#@^~`;$");

    /// <summary>The sentences that are prose; all, where none is.</summary>
    internal static IReadOnlyList<TextSpan> Of(string text, IReadOnlyList<TextSpan> sentences)
    {
        var (fences, fence, prose) = (Fences(text), 0, new List<TextSpan>());
        foreach (var sentence in sentences)
        {
            while (fence < fences.Count && fences[fence].End <= sentence.Offset)
                fence++;
            var isFenced = fence < fences.Count && fences[fence].Offset <= sentence.Offset;
            if (!isFenced && Is(text, sentence))
                prose.Add(sentence);
        }
        return prose.Count > 0 ? prose : sentences;
    }

    /// <summary>Whether a sentence is one by its shape.</summary>
    internal static bool Is(string text, TextSpan sentence)
    {
        var words = sentence.Of(text);
        return !IsHeading(text, sentence, words) && !IsRow(words) && !IsCode(words);
    }

    private static bool IsHeading(string text, TextSpan sentence, ReadOnlySpan<char> words)
    {
        if (words.StartsWith('#') && words.TrimStart('#') is [' ', ..])
            return true;
        return words.Length < MinUnstopped && !EndsWithStop(words) && IsAlone(text, sentence);
    }

    private static bool EndsWithStop(ReadOnlySpan<char> words)
    {
        // What may stand behind a stop: quotes, brackets, the sign of a citation, an emoji.
        for (var i = words.Length - 1; i >= Math.Max(0, words.Length - 16); i--)
        {
            if (SentenceMarks.IsTerminator(words[i]))
                return true;
            if (char.IsLetter(words[i]))
                return false;
        }
        return false;
    }

    // Whether nothing else stands in its lines.
    private static bool IsAlone(string text, TextSpan sentence)
    {
        var before = text.AsSpan(0, sentence.Offset).TrimEnd(" \t");
        var after = text.AsSpan(sentence.End).TrimStart(" \t");
        return (before.IsEmpty || before[^1] is '\n' or '\r' or '\f' or '\v' or '\u0085' or '\u2028' or '\u2029') && (after.IsEmpty || after[0] is '\n' or '\r' or '\f' or '\v' or '\u0085' or '\u2028' or '\u2029');
    }

    // Cells are apart by tabs or bars; a sentence may stand in one.
    private static bool IsRow(ReadOnlySpan<char> words)
    {
        var (cells, spaces) = (words.Count('\t') + words.Count(" | "), words.Count(' '));
        return (cells > 0 && (spaces + 1) / (cells + 1) < MinWordsOfCell) || (words.StartsWith('|') && words.EndsWith('|'));
    }

    private static bool IsCode(ReadOnlySpan<char> words)
    {
        var (signs, characters) = (0, 0);
        foreach (var range in words.SplitAny(' ', '\t', '\r', '\n'))
        {
            var word = words[range];
            // Addresses are made of such signs, and stand in prose.
            if (word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www."))
                continue;
            characters += word.Length;
            foreach (var character in word)
                signs += CodeSigns.Contains(character) || character is >= '\u2500' and <= '\u259F' ? 1 : 0;
        }
        return signs >= MinCodeSigns && signs > MaxCodeShare * characters;
    }

    // What stands between two lines of backticks or tildes, with them.
    private static List<TextSpan> Fences(string text)
    {
        var fences = new List<TextSpan>();
        for (var at = FenceAt(text, 0); at >= 0;)
        {
            var end = FenceAt(text, LineEnd(text, at) + 1);
            if (end < 0)
                break;
            fences.Add(TextSpan.Between(at, LineEnd(text, end)));
            at = FenceAt(text, LineEnd(text, end));
        }
        return fences;
    }

    private static int FenceAt(string text, int from)
    {
        for (; from < text.Length; from = LineEnd(text, from) + 1)
        {
            var line = text.AsSpan(from, LineEnd(text, from) - from).TrimStart(" ");
            if (line.StartsWith("```") || line.StartsWith("~~~"))
                return from;
        }
        return -1;
    }

    private static int LineEnd(string text, int from) => text.IndexOf('\n', Math.Min(from, text.Length)) is var end and >= 0 ? end : text.Length;
}
