using System.Buffers;
using System.Globalization;

namespace ServerlessNlp.Summarization;

/// <summary>Tells whether what stands before a full stop is the number of an item, which belongs to what follows it.</summary>
internal static class ListNumber
{
    // How far back an item's predecessor is looked for.
    private const int MaxItem = 1000;

    private static readonly SearchValues<char> RomanDigits = SearchValues.Create("ivxIVX");

    /// <param name="text">The text.</param>
    /// <param name="start">Where the number starts.</param>
    /// <param name="line">The line that it lies in.</param>
    /// <param name="sentence">Where the sentence starts that it lies in.</param>
    /// <param name="number">The number or letter.</param>
    internal static bool Is(string text, int start, TextSpan line, int sentence, ReadOnlySpan<char> number)
    {
        var isNumber = number.Length <= 3 && !number.ContainsAnyExceptInRange('0', '9');
        var isRoman = number.Length <= 3 && !number.ContainsAnyExcept(RomanDigits);
        if (!isNumber && !isRoman && !(number.Length == 1 && char.IsAsciiLetter(number[0])))
            return false;
        if (IsEmpty(text, line.Offset, start))
            return true;
        return isNumber && (IsItem(text, start, line, sentence, int.Parse(number, CultureInfo.InvariantCulture)) || IsLabel(text.AsSpan(sentence, start - sentence).Trim()));
    }

    /// <summary>"We need: 1. Milk. 2. Bread.": the first behind a colon, the others at a sentence's start behind the one before.</summary>
    private static bool IsItem(string text, int start, TextSpan line, int sentence, int number)
    {
        if (number <= 1)
            return text.AsSpan(line.Offset, start - line.Offset).TrimEnd() is [.., ':'];
        var from = Math.Max(line.Offset, start - MaxItem);
        var before = text.AsSpan(from, start - from).LastIndexOf(string.Create(CultureInfo.InvariantCulture, $"{number - 1}."));
        return IsEmpty(text, sentence, start) && before >= 0 && (from + before == line.Offset || text[from + before - 1] is ' ' or '(');
    }

    /// <summary>"Step 1. Do this.": a sentence that is nothing but a label.</summary>
    private static bool IsLabel(ReadOnlySpan<char> words) => !words.IsEmpty && char.IsUpper(words[0]) && Abbreviations.IsLabel(words);

    private static bool IsEmpty(string text, int start, int end) => text.AsSpan(start, end - start).Trim(" \t\r\n(#*-").IsEmpty;
}
