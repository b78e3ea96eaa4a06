using System.Globalization;
using System.Text;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>
/// How much bytes look like text in a charset: whether what they stand for are letters that are in use, in words that have
/// one alphabet and begin, but don't go on, with a capital.
/// </summary>
internal static class TextLikeness
{
    private const double Strange = -1;
    private const double Rare = -0.5;
    private const double Usual = 0.7;
    private const double Common = 1;

    // The most frequent letters of the alphabets that have several charsets.
    private const string CommonLetters = "оеаинтсрвлкОЕАИНТСРВЛКéèàçêâôîùûëïüäößáíóúñãåøæþðąćęłńśżźčěřšžýůőűășțţşğıİāēīūļņķģįųėαειοςτνήόάίέσρκλμ";

    // What stands within words, and at their sides.
    private const string Punctuation = "‘’“”„‚«»‹›–—…•·€£§©®°¿¡´\u00A0";

    /// <summary>From −1 to 1; negative infinity where the bytes are none.</summary>
    public static double Of(Encoding encoding, byte[] bytes)
    {
        var text = encoding.GetString(bytes);
        var (sum, count) = (0.0, 0);
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && IsWord(text, end))
                end++;
            if (end == start)
                end++;
            var word = text.AsSpan(start, end - start);
            if (word.ContainsAnyExceptInRange('\0', '\u007F'))
            {
                var (score, beyondAscii) = Score(word, encoding);
                sum += score;
                count += beyondAscii;
            }
            else if (word.Length == 1 && ControlCharacters.Is(word[0]))
                return double.NegativeInfinity;
            start = end;
        }
        return double.IsNegativeInfinity(sum) || count == 0 ? double.NegativeInfinity : sum / count;
    }

    // Marks belong to the letter before them, and signs beyond ASCII between two letters to their word.
    private static bool IsWord(string text, int at) =>
        char.IsLetter(text[at]) || IsMark(text[at])
        || (text[at] > '\u007F' && at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]));

    private static (double Score, int BeyondAscii) Score(ReadOnlySpan<char> word, Encoding encoding)
    {
        var isOdd = HasSign(word) || IsMark(word[0]) || !IsOneAlphabet(word) || HasInnerCapital(word) || HasRunOfAccents(word);
        var (sum, count) = (0.0, 0);
        foreach (var character in word)
        {
            if (character <= '\u007F')
                continue;
            sum += isOdd ? Strange : Score(character, encoding);
            count++;
        }
        return (sum, count);
    }

    private static double Score(char character, Encoding encoding) => character switch
    {
        '\uFFFD' or (>= '\u0080' and <= '\u009F') => double.NegativeInfinity,
        >= '\uE000' and <= '\uF8FF' => Strange,
        >= '\u3040' and <= '\u30FF' or >= '\u3001' and <= '\u3011' or >= '\uFF01' and <= '\uFF5E' => Common,
        >= '\uAC00' and <= '\uD7A3' => FrequentCharacters.HasSyllable(character) ? Common : Usual,
        >= '\uFF61' and <= '\uFF9F' => Rare,
        >= '\u3400' and <= '\u9FFF' => FrequentCharacters.HasIdeograph(character) ? Common : FrequentCharacters.IsFirstLevel(character, encoding) ? Usual : Rare,
        '’' or '·' => Common,
        _ when Punctuation.Contains(character, StringComparison.Ordinal) => Usual,
        _ when CommonLetters.Contains(character, StringComparison.Ordinal) => Common,
        _ when char.IsLetter(character) || IsMark(character) => Usual,
        _ => Strange,
    };

    // But for the apostrophe, and the dot of Catalan, no sign stands between two letters.
    private static bool HasSign(ReadOnlySpan<char> word)
    {
        foreach (var character in word)
        {
            if (word.Length > 1 && character is > '\u007F' and < '\u3000' and not ('’' or '·' or '\u00AD') && !char.IsLetter(character) && !IsMark(character))
                return true;
        }
        return false;
    }

    private static bool IsMark(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsOneAlphabet(ReadOnlySpan<char> word)
    {
        var (latin, other) = (false, false);
        foreach (var character in word)
        {
            if (!char.IsLetter(character))
                continue;
            var isLatin = character < '\u0250' || character is >= '\u1E00' and <= '\u1EFF';
            (latin, other) = (latin || isLatin, other || !isLatin);
        }
        return !(latin && other);
    }

    private static bool HasInnerCapital(ReadOnlySpan<char> word)
    {
        for (var i = 1; i < word.Length; i++)
        {
            if (char.IsLower(word[i - 1]) && char.IsUpper(word[i]) && (word[i - 1] > '\u007F' || word[i] > '\u007F'))
                return true;
        }
        return false;
    }

    // Accented letters of the Latin alphabet stand alone or in pairs.
    private static bool HasRunOfAccents(ReadOnlySpan<char> word)
    {
        var run = 0;
        foreach (var character in word)
        {
            run = character is > '\u007F' and < '\u0250' ? run + 1 : 0;
            if (run == 3)
                return true;
        }
        return false;
    }
}
