using System.Text;
using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>The bytes of a mail as a mail program would have sent them.</summary>
internal static class MailBytes
{
    /// <summary>Takes off what a file may have before the header: empty lines, and the line by which a mailbox file divides mails; UTF-16 becomes UTF-8.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> file)
    {
        if ((ByteOrderMark.Find(file.Span) ?? WideText.Detect(file.Span)) is { } encoding)
            file = Encoding.UTF8.GetBytes(encoding.GetString(file.Span[PreambleOf(encoding, file.Span)..]));
        var start = file.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
            return default;
        file = file[start..];
        var isMailbox = file.Span.StartsWith("From "u8) || file.Span.StartsWith(">From "u8);
        return isMailbox && file.Span.IndexOf((byte)'\n') is >= 0 and var end ? file[(end + 1)..] : file;
    }

    private static int PreambleOf(Encoding encoding, ReadOnlySpan<byte> bytes) => ByteOrderMark.Find(bytes) is null ? 0 : encoding.Preamble.Length;
}
