using System.Text;
using MimeKit;
using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>The subject of a mail.</summary>
internal static class MailSubject
{
    /// <summary>The subject with its encoded words decoded, or nothing; what is damaged in it is said.</summary>
    public static string Of(HeaderList headers, ExtractedText text)
    {
        if (headers.FirstOrDefault(header => header.Id == HeaderId.Subject) is not { } subject)
            return "";
        var unfolded = Decode(subject.RawValue).ReplaceLineEndings("").Trim();
        var decoded = EncodedWords.Decode(unfolded);
        if (decoded.Contains('\uFFFD') && !unfolded.Contains('\uFFFD'))
            text.Warn(DocumentWarningCodes.DamagedText, "The subject is damaged, and reads as U+FFFD where it is.");
        return decoded;
    }

    // UTF-8 where mail servers agree on it (RFC 6532), whatever it was before that.
    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return CharsetDetector.Decode(bytes).Text;
        }
        catch (NlpException)
        {
            // Nothing that any charset has: the mail is read all the same.
            return Encoding.UTF8.GetString(bytes);
        }
    }
}
