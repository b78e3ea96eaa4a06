using System.Text;
using MimeKit;
using MimeKit.Text;
using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>
/// Reads the text of a mail: of alternatives the plain text if it has any, else the HTML; of other multiparts all parts but
/// attachments; mails within it with their subjects. What is left out is said.
/// </summary>
internal sealed class MailReader(ExtractedText text)
{
    // Each decodes what it holds, and parses it once more.
    private const int MaxEncodedMultiparts = 4;

    private static readonly HtmlFormat Html = new();

    private readonly BoundedMailParser _parser = new(text.CancellationToken);
    private int _encodedMultiparts;
    private int _depth;

    /// <summary>Reads a mail.</summary>
    public void Read(ReadOnlyMemory<byte> file)
    {
        var mail = MailBytes.Of(file);
        if (mail.IsEmpty)
            return;
        var body = _parser.Parse(mail, out var headers);
        ReadMessage(headers, body);
    }

    private void ReadMessage(HeaderList headers, MimeEntity? body)
    {
        text.Break(TextBreak.Paragraph);
        text.WriteCollapsed(MailSubject.Of(headers, text));
        if (body is not null)
            ReadEntity(body);
    }

    private void ReadEntity(MimeEntity entity)
    {
        text.CancellationToken.ThrowIfCancellationRequested();
        if (++_depth > BoundedMailParser.MaxDepth)
            throw BoundedMailParser.TooMuch($"more than {BoundedMailParser.MaxDepth} parts within each other");
        switch (entity)
        {
            case MessagePart { Message: { } message }:
                ReadMessage(message.Headers, message.Body);
                break;
            case Multipart multipart:
                ReadMultipart(multipart);
                break;
            case MimePart part:
                ReadPart(part);
                break;
        }
        _depth--;
    }

    private void ReadMultipart(Multipart multipart)
    {
        var parts = multipart.ToList();
        if (parts.Count == 0)
            ReadEncoded(multipart);
        if (!multipart.ContentType.IsMimeType("multipart", "alternative"))
        {
            parts.ForEach(ReadEntity);
            return;
        }
        foreach (var part in parts.OrderBy(Preference))
        {
            var length = text.Length;
            ReadEntity(part);
            if (text.Length > length)
                return;
        }
    }

    private static int Preference(MimeEntity part) => part is MimePart leaf ? MailPartType.Of(leaf).Name switch
    {
        "text/plain" => 0,
        "text/html" => 1,
        _ => 3,
    } : 2;

    // Against the rule (RFC 2045, section 6.4), some programs encode a multipart as a whole; others give it no boundary that is there.
    private void ReadEncoded(Multipart multipart)
    {
        if (multipart.Preamble is not { Length: > 0 } preamble || ++_encodedMultiparts > MaxEncodedMultiparts)
            return;
        var bytes = Encoding.UTF8.GetBytes(preamble);
        var decoded = TransferEncoding.Decode(multipart.Headers[HeaderId.ContentTransferEncoding], bytes);
        if (decoded.Span.SequenceEqual(bytes))
        {
            WritePlain(preamble);
            return;
        }
        byte[] entity = [.. "Content-Type: "u8, .. Encoding.UTF8.GetBytes(multipart.Headers[HeaderId.ContentType] ?? ""), .. "\r\n\r\n"u8, .. decoded.Span];
        if (_parser.Parse(entity, out _) is { } inner)
            ReadEntity(inner);
    }

    private void ReadPart(MimePart part)
    {
        var type = MailPartType.Of(part);
        if (MailPartType.IsAttachment(part))
            text.Warn(DocumentWarningCodes.AttachmentNotRead, "The mail has attachments, which are not read. Submit them on their own.");
        else if (MailPartType.IsEncrypted(type.Name))
            text.Warn(DocumentWarningCodes.PartNotRead, "The mail is encrypted, or signed so that it can't be read without a program for that. Save its text, and submit that.");
        else if (type.Name is "text/html" or "application/xhtml+xml")
            ReadHtml(part, type);
        else if (MailPartType.IsText(type.Name))
            ReadPlain(part, type);
        else if (MailPartType.IsOther(type.Name))
            text.Warn(DocumentWarningCodes.PartNotRead, "A part of the mail is neither text nor HTML, and is not read.");
    }

    private void ReadHtml(MimePart part, MediaType type)
    {
        text.Break(TextBreak.Paragraph);
        Html.Extract(new DocumentContent(Content(part), ContentType: $"{type.Name}; charset=\"{type.Charset}\""), text);
    }

    private void ReadPlain(MimePart part, MediaType type)
    {
        var decoded = text.Take(CharsetDetector.Decode(Content(part).Span, type.Charset));
        if (IsParameter(part, "format", "flowed"))
            decoded = new FlowedToText { DeleteSpace = IsParameter(part, "delsp", "yes") }.Convert(decoded);
        WritePlain(type.Name is "text/enriched" or "text/richtext" ? EnrichedText.ToPlain(decoded) : decoded);
    }

    private static bool IsParameter(MimePart part, string name, string value) => value.Equals(part.ContentType.Parameters[name], StringComparison.OrdinalIgnoreCase);

    private void WritePlain(string plain)
    {
        text.Break(TextBreak.Paragraph);
        text.Write(plain.ReplaceLineEndings("\n").AsSpan().Trim());
    }

    private static ReadOnlyMemory<byte> Content(MimePart part)
    {
        var bytes = new MemoryStream();
        part.Content?.Stream?.CopyTo(bytes);
        return TransferEncoding.Decode(part.Headers[HeaderId.ContentTransferEncoding], bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }
}
