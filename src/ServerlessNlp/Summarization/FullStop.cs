using System.Buffers;

namespace ServerlessNlp.Summarization;

/// <summary>Tells whether a single full stop belongs to the word before it: an abbreviation, an initial, the number of a list item.</summary>
internal static class FullStop
{
    private static readonly SearchValues<char> RomanDigits = SearchValues.Create("ivxIVX");

    /// <param name="text">The text.</param>
    /// <param name="stop">Where the full stop is.</param>
    /// <param name="line">The line that it lies in.</param>
    /// <param name="next">Where the next word starts.</param>
    /// <param name="isClosed">Whether a quote or bracket closes after the full stop.</param>
    internal static bool BelongsToWord(string text, int stop, TextSpan line, int next, bool isClosed)
    {
        var word = WordBefore(text, stop, line);
        if (word.IsEmpty)
            return false;

        var following = WordAt(text, next, line);
        if (Abbreviations.IsInner(word))
            return !Abbreviations.IsSentenceStarter(following);
        if (isClosed)
            return false;
        if (Abbreviations.IsLeading(word) || IsListNumber(text, stop - word.Length, line, word))
            return true;
        if (Abbreviations.IsBeforeNumber(word))
            return !following.IsEmpty && char.IsDigit(following[0]);
        return IsInitial(word) && !Abbreviations.IsSentenceStarter(following);
    }

    /// <summary>The letters, digits and inner full stops before the stop; empty where they are too many for an abbreviation.</summary>
    private static ReadOnlySpan<char> WordBefore(string text, int stop, TextSpan line)
    {
        var start = stop;
        while (start > line.Offset && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
        {
            if (stop - --start > Abbreviations.MaxLength)
                return [];
        }
        return text.AsSpan(start, stop - start);
    }

    private static ReadOnlySpan<char> WordAt(string text, int start, TextSpan line)
    {
        var end = start;
        while (end < line.End && end - start <= Abbreviations.MaxLength && char.IsLetterOrDigit(text[end]))
            end++;
        return text.AsSpan(start, end - start);
    }

    private static bool IsInitial(ReadOnlySpan<char> word) => word.Length == 1 && char.IsUpper(word[0]);

    /// <summary>"3.", "iv." or "a." at the start of a line.</summary>
    private static bool IsListNumber(string text, int start, TextSpan line, ReadOnlySpan<char> word)
    {
        var isNumber = word.Length <= 3 && (!word.ContainsAnyExceptInRange('0', '9') || !word.ContainsAnyExcept(RomanDigits));
        if (!isNumber && !(word.Length == 1 && char.IsAsciiLetter(word[0])))
            return false;
        return text.AsSpan(line.Offset, start - line.Offset).TrimEnd(" \t(#*-").IsEmpty;
    }
}
