using MimeKit;

namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>Parses mails (RFC 5322, MIME) within bounds: parts take memory, headers as well, and nesting takes both again.</summary>
internal sealed class BoundedMailParser(CancellationToken cancellationToken)
{
    /// <summary>How deep parts may lie within each other. The parser takes what is deeper for a part without parts.</summary>
    public const int MaxDepth = 24;

    // Mails that people write have a handful of each.
    private const int MaxParts = 1000;
    private const int MaxHeaderBytes = 256 * 1024;

    private int _parts;

    /// <summary>Parses a mail or a part.</summary>
    /// <exception cref="NlpException">UnreadableDocument: it is beyond a bound, or has no header at all.</exception>
    public MimeEntity? Parse(ReadOnlyMemory<byte> bytes, out HeaderList headers)
    {
        RequireHeaderEnd(bytes.Span);
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = MaxDepth + 8;
        var parser = new MimeParser(options, stream, MimeFormat.Entity);
        parser.MimeEntityBegin += (_, _) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++_parts > MaxParts)
                throw TooMuch($"more than {MaxParts} parts");
        };
        try
        {
            var message = parser.ParseMessage(cancellationToken);
            headers = message.Headers;
            return message.Body;
        }
        catch (FormatException exception)
        {
            throw new NlpException(ErrorCode.UnreadableDocument, "The document is not a mail: it has no header. Save its text, and submit that.", innerException: exception);
        }
    }

    // Of the first header and of each part's: a line of it that never ends, or lines without end.
    private static void RequireHeaderEnd(ReadOnlySpan<byte> mail)
    {
        var header = mail[..Math.Min(mail.Length, MaxHeaderBytes)];
        if (mail.Length > MaxHeaderBytes && header.IndexOf("\n\n"u8) < 0 && header.IndexOf("\n\r\n"u8) < 0)
            throw TooMuch($"a header of more than {MaxHeaderBytes} bytes");
    }

    public static NlpException TooMuch(string what) => new(ErrorCode.UnreadableDocument, $"The mail has {what}. Save its text, and submit that.");
}
