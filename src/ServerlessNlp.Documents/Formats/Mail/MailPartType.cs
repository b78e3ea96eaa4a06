using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>What a part of a mail is, by a header that may be malformed: what is no media type is plain text (RFC 2045, section 5.2).</summary>
internal static partial class MailPartType
{
    // Text by their names, but none that people read.
    private static readonly HashSet<string> Data = ["text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/css", "text/rtf", "text/javascript", "text/rfc822-headers", "text/x-amp-html"];

    // What goes with a text: signatures, reports for programs, the pictures in HTML.
    private static readonly string[] Companions = ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "message/delivery-status", "message/disposition-notification", "text/rfc822-headers", "text/x-amp-html", "text/calendar"];

    public static MediaType Of(MimePart part)
    {
        var value = part.Headers.FirstOrDefault(header => header.Id == HeaderId.ContentType) is { } header ? Encoding.Latin1.GetString(header.RawValue).Trim() : "";
        var written = Comment().Replace(value, " ");
        var name = Name().Match(written) is { Success: true } match ? $"{match.Groups[1].Value}/{match.Groups[2].Value}".ToLowerInvariant() : "text/plain";
        var charset = part.ContentType.Charset ?? MediaType.Parse(";" + written)?.Charset;
        return new MediaType(name, charset, Boundary: null);
    }

    public static bool IsText(string name) => (name.StartsWith("text/", StringComparison.Ordinal) && !Data.Contains(name)) || name.StartsWith("multipart/", StringComparison.Ordinal);

    public static bool IsEncrypted(string name) => name is "application/pkcs7-mime" or "application/x-pkcs7-mime" or "application/pgp-encrypted";

    /// <summary>Whether it is neither text nor what goes with a text.</summary>
    public static bool IsOther(string name) => !Companions.Contains(name) && !name.StartsWith("image/", StringComparison.Ordinal);

    public static bool IsAttachment(MimePart part) => part.ContentDisposition?.IsAttachment == true;

    [GeneratedRegex(@"^\s*([A-Za-z0-9!#$&^_.+-]+)\s*/\s*([A-Za-z0-9!#$&^_.+-]+)")]
    private static partial Regex Name();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Comment();
}
