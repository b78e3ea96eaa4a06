using System.Text;
using System.Text.Unicode;

namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>The fields of a header that reading needs (RFC 5322, section 2.2).</summary>
internal sealed record MailHeader(string Subject, string? ContentType, string TransferEncoding, bool IsAttachment)
{
    // Those of real mails have some ten KB; a line that is longer than this has no end.
    private const int MaxBytes = 256 * 1024;

    public MediaType MediaType { get; } = MediaType.Parse(ContentType) ?? new MediaType("text/plain", null, null);

    /// <summary>Reads the header of a mail or part; what follows the first empty line is its body.</summary>
    public static (MailHeader Header, ReadOnlyMemory<byte> Body) Read(ReadOnlyMemory<byte> entity)
    {
        var length = LengthOf(entity.Span);
        if (length > MaxBytes)
            throw new NlpException(ErrorCode.UnreadableDocument, $"The mail has a header of more than {MaxBytes} bytes. Save its text, and submit that.");
        var fields = Fields(Decode(entity.Span[..length]));
        var header = new MailHeader(
            fields.GetValueOrDefault("subject", ""), fields.GetValueOrDefault("content-type"), fields.GetValueOrDefault("content-transfer-encoding", "").Trim().ToLowerInvariant(),
            fields.GetValueOrDefault("content-disposition", "").TrimStart().StartsWith("attachment", StringComparison.OrdinalIgnoreCase));
        return (header, entity[length..]);
    }

    private static int LengthOf(ReadOnlySpan<byte> entity)
    {
        for (var start = 0; start < entity.Length;)
        {
            var end = entity[start..].IndexOf((byte)'\n');
            if (end < 0)
                return entity.Length;
            var isEmpty = end == 0 || (end == 1 && entity[start] == '\r');
            start += end + 1;
            if (isEmpty)
                return start;
        }
        return entity.Length;
    }

    // Of what stands there twice, the first.
    private static Dictionary<string, string> Fields(string header)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Unfolded(header))
        {
            var colon = line.IndexOf(':');
            if (colon > 0)
                fields.TryAdd(line[..colon].Trim(), line[(colon + 1)..]);
        }
        return fields;
    }

    // A line that starts with white space goes on with the one before it.
    private static IEnumerable<string> Unfolded(string header)
    {
        var line = new StringBuilder();
        foreach (var next in header.Split('\n'))
        {
            if (!next.StartsWith(' ') && !next.StartsWith('\t') && line.Length > 0)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(next.AsSpan().TrimEnd('\r'));
        }
        yield return line.ToString();
    }

    // UTF-8 where mail servers agree on it (RFC 6532), whatever it was before that.
    private static string Decode(ReadOnlySpan<byte> header) => (Utf8.IsValid(header) ? Encoding.UTF8 : Encoding.Latin1).GetString(header);
}
