using ServerlessNlp.Documents.Formats.Mail;

namespace ServerlessNlp.Documents.Formats;

/// <summary>A mail (RFC 5322, MIME): its subject and its body, without attachments.</summary>
internal sealed class MailFormat : IDocumentFormat
{
    public string Name => "mail";

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        new MailReader(text).Read(content.Bytes);
        return null;
    }
}
