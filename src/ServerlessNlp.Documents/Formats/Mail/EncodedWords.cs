using System.Text;
using System.Text.RegularExpressions;
using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>Decodes the encoded words of header fields (RFC 2047).</summary>
internal static partial class EncodedWords
{
    /// <summary>The field with its encoded words decoded. White space between two of them is no part of the text.</summary>
    public static string Decode(string field)
    {
        var decoded = new StringBuilder();
        var end = 0;
        var pending = new MemoryStream();
        var charset = "";
        foreach (Match word in Word().Matches(field))
        {
            var between = field.AsSpan(end, word.Index - end);
            var isAdjacent = end > 0 && between.IsWhiteSpace();
            // A character may be divided between adjacent words, against the rule.
            if (!isAdjacent || !word.Groups[1].ValueSpan.Equals(charset, StringComparison.OrdinalIgnoreCase))
                Flush(decoded, pending, charset);
            if (!isAdjacent)
                decoded.Append(between);
            charset = word.Groups[1].Value;
            pending.Write(BytesOf(word).Span);
            end = word.Index + word.Length;
        }
        Flush(decoded, pending, charset);
        return decoded.Append(field.AsSpan(end)).ToString();
    }

    private static void Flush(StringBuilder decoded, MemoryStream pending, string charset)
    {
        decoded.Append(Decode(pending.GetBuffer().AsSpan(0, (int)pending.Length), charset));
        pending.SetLength(0);
    }

    // A word is too short to be guessed at: what its charset does not have is shown as damage.
    private static string Decode(ReadOnlySpan<byte> bytes, string charset) =>
        (CharsetNames.IsAscii(charset) ? Encoding.UTF8 : CharsetNames.Find(charset) ?? Encoding.UTF8).GetString(bytes);

    private static ReadOnlyMemory<byte> BytesOf(Match word)
    {
        var text = Encoding.Latin1.GetBytes(word.Groups[3].Value);
        return word.Groups[2].ValueSpan is "B" or "b" ? TransferEncoding.Base64(text) : TransferEncoding.QuotedPrintable(text, spaceByUnderscore: true);
    }

    // A language may stand behind the charset (RFC 2231); programs forget to encode spaces.
    [GeneratedRegex(@"=\?([^?*\s]{1,60})(?:\*[^?\s]{0,60})?\?([BbQq])\?([^?]*)\?=", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
