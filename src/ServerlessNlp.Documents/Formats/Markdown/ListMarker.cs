namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>The mark of a list's item (CommonMark 0.31, section 5.2).</summary>
/// <param name="Length">Its characters.</param>
/// <param name="Kind">The character that its list's items have in common.</param>
/// <param name="Number">Its number as it is written; empty for a bullet.</param>
internal readonly record struct ListMarker(int Length, char Kind, string Number)
{
    // A longer number is no item's.
    private const int MaxDigits = 9;

    public bool IsFirst => Number is "" or "1";

    /// <summary>The mark at the start of what follows a line's white space, or null.</summary>
    public static ListMarker? Find(ReadOnlySpan<char> word)
    {
        var digits = 0;
        while (digits < word.Length && digits <= MaxDigits && char.IsAsciiDigit(word[digits]))
            digits++;
        if (digits > MaxDigits || digits >= word.Length)
            return null;
        var isMark = digits == 0 ? word[0] is '-' or '+' or '*' : word[digits] is '.' or ')';
        if (!isMark || (digits + 1 < word.Length && word[digits + 1] is not (' ' or '\t')))
            return null;
        return new ListMarker(digits + 1, word[digits], word[..digits].ToString());
    }
}
