using System.Text;

namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>Divides a multipart body (RFC 2046, section 5.1.1).</summary>
internal static class MailParts
{
    /// <summary>The parts, without what stands before the first and after the last. The last one's end may be missing.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, string boundary)
    {
        var delimiter = Encoding.UTF8.GetBytes("--" + boundary);
        var start = -1;
        foreach (var (at, next, isLast) in Delimiters(body, delimiter))
        {
            if (start >= 0)
                yield return body[start..Math.Max(start, EndOfPart(body.Span, at))];
            start = isLast ? -1 : next;
            if (isLast)
                yield break;
        }
        if (start >= 0)
            yield return body[start..];
    }

    private static IEnumerable<(int At, int Next, bool IsLast)> Delimiters(ReadOnlyMemory<byte> body, byte[] delimiter)
    {
        for (var from = 0; body.Span[from..].IndexOf(delimiter) is >= 0 and var found;)
        {
            var at = from + found;
            var end = EndOfLine(body.Span, at + delimiter.Length);
            from = at + delimiter.Length;
            if (at > 0 && body.Span[at - 1] != '\n')
                continue;
            var rest = body.Span[(at + delimiter.Length)..end].Trim(" \t\r\n"u8);
            // Another boundary may start with this one.
            if (rest.IsEmpty || rest.StartsWith("--"u8))
                yield return (at, end, !rest.IsEmpty);
        }
    }

    // Looked for only behind a delimiter; delimiters in one line would make it look again and again, so not far.
    private static int EndOfLine(ReadOnlySpan<byte> body, int from)
    {
        const int Far = 1000;
        var near = body.Slice(from, Math.Min(Far, body.Length - from));
        var end = near.IndexOf((byte)'\n');
        return end < 0 ? from + near.Length : from + end + 1;
    }

    // The line break before a delimiter belongs to the delimiter.
    private static int EndOfPart(ReadOnlySpan<byte> body, int delimiter)
    {
        var end = delimiter > 0 ? delimiter - 1 : 0;
        return end > 0 && body[end - 1] == '\r' ? end - 1 : end;
    }
}
