using System.Runtime.CompilerServices;
using System.Text;

namespace ServerlessNlp.Documents.Batches;

/// <summary>A line of text.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Without what ends it; empty if it is too long.</param>
/// <param name="End">What ends it: CR, LF or both; nothing at the end of the text.</param>
/// <param name="IsTooLong">Whether it is longer than is kept.</param>
internal readonly record struct TextLine(int Number, string Text, string End, bool IsTooLong);

/// <summary>Reads lines that end with CR, LF or both, in bounded memory.</summary>
internal static class TextLines
{
    public static async IAsyncEnumerable<TextLine> ReadAsync(TextReader reader, int maxCharacters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (buffer, line, number, isTooLong) = (new char[16 * 1024], new StringBuilder(), 1, false);
        var (start, end, afterReturn) = (0, 0, false);
        while ((end = await reader.ReadAsync(buffer, cancellationToken)) > 0)
        {
            start = 0;
            while (start < end || afterReturn)
            {
                if (afterReturn)
                {
                    var isBoth = buffer[start] == '\n';
                    yield return new TextLine(number++, line.ToString(), isBoth ? "\r\n" : "\r", isTooLong);
                    start += isBoth ? 1 : 0;
                    (afterReturn, isTooLong) = (false, false);
                    line.Clear();
                    continue;
                }
                var length = buffer.AsSpan(start, end - start).IndexOfAny('\r', '\n');
                isTooLong |= !Append(line, buffer.AsSpan(start, length < 0 ? end - start : length), maxCharacters);
                if (length < 0)
                    break;
                afterReturn = buffer[start + length] == '\r';
                start += length + 1;
                if (afterReturn)
                {
                    if (start == end)
                        break;
                    continue;
                }
                yield return new TextLine(number++, line.ToString(), "\n", isTooLong);
                isTooLong = false;
                line.Clear();
            }
        }
        if (afterReturn || line.Length > 0 || isTooLong)
            yield return new TextLine(number, line.ToString(), afterReturn ? "\r" : "", isTooLong);
    }

    private static bool Append(StringBuilder line, ReadOnlySpan<char> text, int maxCharacters)
    {
        if (line.Length + text.Length <= maxCharacters)
        {
            line.Append(text);
            return true;
        }
        line.Clear();
        return false;
    }
}
