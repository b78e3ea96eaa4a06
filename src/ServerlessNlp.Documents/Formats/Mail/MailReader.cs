using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>
/// Reads the text of a mail: of alternatives the plain text if it has any, else the HTML; of other multiparts all parts but
/// attachments; mails within it with their subjects.
/// </summary>
internal sealed class MailReader(ExtractedText text)
{
    // Each level reads its content once more, so nesting multiplies the work; mails that people write have a handful.
    private const int MaxDepth = 16;
    private const int MaxParts = 1000;

    private static readonly HtmlFormat Html = new();

    private int _parts;

    /// <summary>Reads a mail.</summary>
    public void ReadMessage(ReadOnlyMemory<byte> message, int depth = 0)
    {
        var (header, body) = MailHeader.Read(message);
        text.Break(TextBreak.Paragraph);
        text.WriteCollapsed(EncodedWords.Decode(header.Subject));
        ReadEntity(header, body, depth);
    }

    private void ReadEntity(MailHeader header, ReadOnlyMemory<byte> body, int depth)
    {
        text.CancellationToken.ThrowIfCancellationRequested();
        if (depth > MaxDepth || ++_parts > MaxParts)
            throw new NlpException(ErrorCode.UnreadableDocument, $"The mail has more than {MaxParts} parts, or more than {MaxDepth} within each other. Save its text, and submit that.");
        if (header.IsAttachment)
            return;
        var type = header.MediaType;
        if (type.Name.StartsWith("multipart/", StringComparison.Ordinal) && !string.IsNullOrEmpty(type.Boundary))
            ReadParts(type, body, depth);
        else if (type.Name == "message/rfc822")
            ReadMessage(TransferEncoding.Decode(header.TransferEncoding, body), depth + 1);
        else if (type.Name is "text/html" or "application/xhtml+xml")
            ReadHtml(header, body);
        else if (type.Name is "text/plain" or "text/markdown" || type.Name.StartsWith("multipart/", StringComparison.Ordinal))
            ReadPlain(header, body);
    }

    private void ReadParts(MediaType type, ReadOnlyMemory<byte> body, int depth)
    {
        var parts = MailParts.Split(body, type.Boundary!).Take(MaxParts + 1).Select(MailHeader.Read);
        if (type.Name != "multipart/alternative")
        {
            foreach (var (header, content) in parts)
                ReadEntity(header, content, depth + 1);
            return;
        }
        foreach (var (header, content) in parts.OrderBy(part => Preference(part.Header)))
        {
            var length = text.Length;
            ReadEntity(header, content, depth + 1);
            if (text.Length > length)
                return;
        }
    }

    private static int Preference(MailHeader header) => header.MediaType.Name switch
    {
        "text/plain" => 0,
        "text/html" => 1,
        _ => 2,
    };

    private void ReadHtml(MailHeader header, ReadOnlyMemory<byte> body)
    {
        text.Break(TextBreak.Paragraph);
        Html.Extract(new DocumentContent(TransferEncoding.Decode(header.TransferEncoding, body), ContentType: header.ContentType), text);
    }

    private void ReadPlain(MailHeader header, ReadOnlyMemory<byte> body)
    {
        var decoded = CharsetDetector.Decode(TransferEncoding.Decode(header.TransferEncoding, body).Span, header.MediaType.Charset);
        text.Break(TextBreak.Paragraph);
        text.Write(text.Take(decoded).ReplaceLineEndings("\n").AsSpan().Trim());
    }
}
