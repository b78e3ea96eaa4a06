namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>Decodes the content of parts (RFC 2045, section 6). What is malformed is passed over, as mail programs do.</summary>
internal static class TransferEncoding
{
    /// <summary>The bytes of a body.</summary>
    /// <param name="name">What <c>Content-Transfer-Encoding</c> says, lower case.</param>
    /// <param name="body">The body as it stands in the mail.</param>
    public static ReadOnlyMemory<byte> Decode(string name, ReadOnlyMemory<byte> body) => name switch
    {
        "quoted-printable" => QuotedPrintable(body.Span, spaceByUnderscore: false),
        "base64" => Base64(body.Span),
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

    // An equals sign at the end of a line: the line goes on.
    private static int SoftBreak(ReadOnlySpan<byte> rest) => rest switch
    {
        [(byte)'\r', (byte)'\n', ..] => 2,
        [(byte)'\n', ..] => 1,
        _ => 0,
    };
}
