using System.Text;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>
/// Pages draw Hebrew and Arabic as they look, from the left; text has them as they are read. A line of them is turned round, and
/// what is Latin or a number in it turned back (a small part of Unicode's bidirectional algorithm, UAX 9).
/// </summary>
internal static class PdfDirection
{
    public static string Logical(string visual)
    {
        if (!visual.Any(IsRightToLeft))
            return visual;
        var text = new StringBuilder();
        for (var end = visual.Length; end > 0;)
        {
            var start = end - 1;
            if (IsLeftToRight(visual[start]))
            {
                while (start > 0 && !IsRightToLeft(visual[start - 1]))
                    start--;
                while (!IsLeftToRight(visual[start]))
                    start++;
            }
            else if (char.IsLowSurrogate(visual[start]) && start > 0)
                start--;
            text.Append(start == end - 1 ? Mirrored(visual[start]).ToString() : visual[start..end]);
            end = start;
        }
        return text.ToString();
    }

    private static bool IsRightToLeft(char character) => character is >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC';

    private static bool IsLeftToRight(char character) => char.IsLetterOrDigit(character) && !IsRightToLeft(character);

    private static char Mirrored(char character) => character switch
    {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '<' => '>',
        '>' => '<',
        _ => character,
    };
}
