namespace ServerlessNlp.Summarization;

/// <summary>Tells whether a single full stop belongs to the word before it: an abbreviation, an initial, the number of a list item.</summary>
internal static class FullStop
{
    /// <param name="text">The text.</param>
    /// <param name="stop">Where the full stop is.</param>
    /// <param name="line">The line that it lies in.</param>
    /// <param name="sentence">Where the sentence starts that it may end.</param>
    /// <param name="next">Where the next word starts.</param>
    /// <param name="isClosed">Whether a quote or bracket closes after the full stop.</param>
    internal static bool BelongsToWord(string text, int stop, TextSpan line, int sentence, int next, bool isClosed)
    {
        var word = WordBefore(text, stop, line);
        if (word.IsEmpty)
            return false;

        var following = WordAt(text, next, line);
        var starts = Abbreviations.IsSentenceStarter(following) && !IsNumbered(text, next, following, line);
        if (Abbreviations.IsInner(word))
            return !starts;
        if (isClosed)
            return false;
        if (Abbreviations.IsLeading(word) || ListNumber.Is(text, stop - word.Length, line, sentence, word) || IsOrdinal(word, following))
            return true;
        if (Abbreviations.IsBeforeNumber(word))
            return !following.IsEmpty && char.IsDigit(following[0]);
        return IsInitial(word) && !starts && !IsLabelled(text, stop - word.Length, line) || IsDottedPair(text, word, next, following, line);
    }

    /// <summary>"No. 7": a word that would start a sentence, before a number.</summary>
    private static bool IsNumbered(string text, int next, ReadOnlySpan<char> word, TextSpan line)
    {
        var number = next + word.Length + 2;
        return Abbreviations.IsBeforeNumber(word) && number < line.End && text[number - 2] == '.' && text[number - 1] == ' ' && char.IsDigit(text[number]);
    }

    /// <summary>"3. Mai": days are ordinals in German and its neighbours.</summary>
    private static bool IsOrdinal(ReadOnlySpan<char> word, ReadOnlySpan<char> following) =>
        word.Length <= 2 && !word.ContainsAnyExceptInRange('0', '9') && Abbreviations.IsMonth(following);

    /// <summary>"z. B.", "i. A.": letters that are an abbreviation together.</summary>
    private static bool IsDottedPair(string text, ReadOnlySpan<char> word, int next, ReadOnlySpan<char> following, TextSpan line) =>
        word.Length == 1 && char.IsLower(word[0]) && following.Length == 1 && char.IsLetter(following[0]) && next + 1 < line.End && text[next + 1] == '.';

    /// <summary>"Plan B": the letter belongs to the word before it.</summary>
    private static bool IsLabelled(string text, int letter, TextSpan line) =>
        letter - 1 > line.Offset && text[letter - 1] == ' ' && Abbreviations.IsLabel(WordBefore(text, letter - 1, line));

    /// <summary>The letters, digits and inner full stops before the stop; empty where they are too many for an abbreviation.</summary>
    internal static ReadOnlySpan<char> WordBefore(string text, int stop, TextSpan line)
    {
        var start = stop;
        while (start > line.Offset && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
        {
            if (stop - --start > Abbreviations.MaxLength)
                return [];
        }
        return text.AsSpan(start, stop - start);
    }

    internal static ReadOnlySpan<char> WordAt(string text, int start, TextSpan line)
    {
        var end = start;
        while (end < line.End && end - start <= Abbreviations.MaxLength && char.IsLetterOrDigit(text[end]))
            end++;
        return text.AsSpan(start, end - start);
    }

    private static bool IsInitial(ReadOnlySpan<char> word) => word.Length == 1 && char.IsUpper(word[0]);
}
