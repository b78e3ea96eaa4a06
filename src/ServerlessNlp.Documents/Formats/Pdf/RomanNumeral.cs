namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Roman numerals, in which pages of a preface are numbered.</summary>
internal static class RomanNumeral
{
    private const int MaxLength = 8;

    /// <summary>The number, or null where it is none.</summary>
    public static int? Value(string text)
    {
        if (text.Length is 0 or > MaxLength)
            return null;
        var (sum, before) = (0, 0);
        foreach (var letter in text.ToLowerInvariant().Reverse())
        {
            var value = letter switch { 'i' => 1, 'v' => 5, 'x' => 10, 'l' => 50, 'c' => 100, _ => 0 };
            if (value == 0)
                return null;
            sum += value < before ? -value : value;
            before = Math.Max(before, value);
        }
        return sum;
    }
}
