using System.Text.RegularExpressions;
using MimeKit.IO.Filters;

namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>Decodes the content of parts (RFC 2045, section 6). What is malformed is passed over, as mail programs do.</summary>
internal static partial class TransferEncoding
{
    /// <summary>The bytes of a body.</summary>
    /// <param name="name">What <c>Content-Transfer-Encoding</c> says; it may be in quotation marks, and have a comment.</param>
    /// <param name="body">The body as it stands in the mail.</param>
    public static ReadOnlyMemory<byte> Decode(string? name, ReadOnlyMemory<byte> body) => Name().Match(name ?? "").Value.ToLowerInvariant() switch
    {
        "quoted-printable" or "quotedprintable" => QuotedPrintable(body.Span, spaceByUnderscore: false),
        "base64" or "base-64" => Base64WithFooter(body.Span),
        "x-uuencode" or "uuencode" or "x-uue" or "uue" => UuDecode(body),
        _ => body,
    };

    /// <summary>Decodes quoted-printable.</summary>
    /// <param name="text">The encoded bytes.</param>
    /// <param name="spaceByUnderscore">Whether an underscore is a space, as it is in header fields.</param>
    public static ReadOnlyMemory<byte> QuotedPrintable(ReadOnlySpan<byte> text, bool spaceByUnderscore)
    {
        var decoded = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && SoftBreak(text[(i + 1)..]) is > 0 and var skipped)
                i += skipped;
            else if (text[i] == '=' && i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1]) && char.IsAsciiHexDigit((char)text[i + 2]))
            {
                decoded[length++] = (byte)(Convert.FromHexString([(char)text[i + 1], (char)text[i + 2]])[0]);
                i += 2;
            }
            else
                decoded[length++] = spaceByUnderscore && text[i] == '_' ? (byte)' ' : text[i];
        }
        return decoded.AsMemory(0, length);
    }

    /// <summary>Decodes base64. Bits that are no whole byte before padding or the end are dropped.</summary>
    public static ReadOnlyMemory<byte> Base64(ReadOnlySpan<byte> text)
    {
        var decoded = new byte[text.Length];
        var (length, bits, count) = (0, 0, 0);
        foreach (var value in text)
        {
            if (value == '=')
                count = 0;
            if (Digit(value) is not { } digit)
                continue;
            bits = (bits << 6) | digit;
            count += 6;
            if (count < 8)
                continue;
            count -= 8;
            decoded[length++] = (byte)(bits >> count);
        }
        return decoded.AsMemory(0, length);
    }

    private static int? Digit(byte value) => value switch
    {
        >= (byte)'A' and <= (byte)'Z' => value - 'A',
        >= (byte)'a' and <= (byte)'z' => value - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => value - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => null,
    };

    // Mailing lists add a footer to what they don't decode: lines that no base64 has, after what is whole.
    private static ReadOnlyMemory<byte> Base64WithFooter(ReadOnlySpan<byte> text)
    {
        var (digits, start) = (0, 0);
        while (start < text.Length)
        {
            var length = text[start..].IndexOf((byte)'\n');
            var line = (length < 0 ? text[start..] : text.Slice(start, length)).Trim(" \t\r"u8);
            if (digits > 0 && digits % 4 == 0 && line.IndexOfAnyExcept(Base64Characters) >= 0)
                return (byte[])[.. Base64(text[..start]).Span, (byte)'\n', .. text[start..]];
            digits += line.Length;
            start = length < 0 ? text.Length : start + length + 1;
        }
        return Base64(text);
    }

    private static ReadOnlyMemory<byte> UuDecode(ReadOnlyMemory<byte> body)
    {
        var filter = DecoderFilter.Create(MimeKit.ContentEncoding.UUEncode);
        var decoded = filter.Flush(body.ToArray(), 0, body.Length, out var start, out var length);
        return decoded.AsMemory(start, length);
    }

    // An equals sign at the end of a line, with or without blanks that a gateway has added: the line goes on.
    private static int SoftBreak(ReadOnlySpan<byte> rest)
    {
        var blanks = rest.IndexOfAnyExcept((byte)' ', (byte)'\t');
        if (blanks < 0)
            return rest.Length;
        return rest[blanks..] switch
        {
            [(byte)'\r', (byte)'\n', ..] => blanks + 2,
            [(byte)'\n', ..] => blanks + 1,
            _ => 0,
        };
    }

    private static readonly System.Buffers.SearchValues<byte> Base64Characters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    [GeneratedRegex(@"(?<=^[\s""']*(?:\([^)]*\)\s*)?)[A-Za-z0-9-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
