using System.Text;
using System.Text.Unicode;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>
/// Finds the charset of text. In this order: a byte order mark; what is declared, if it is known and the bytes don't
/// contradict it; UTF-16 and UTF-32 by where their zeros are; UTF-8; windows-1252.
/// </summary>
internal static class CharsetDetector
{
    private const int Windows1252 = 1252;

    /// <summary>Decodes text.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="declared">The charset that is declared for them, or null.</param>
    /// <returns>The text without byte order mark, and the charset's name.</returns>
    /// <exception cref="NlpException">They are no text, or not what their byte order mark says.</exception>
    public static (string Text, string Charset) Decode(ReadOnlySpan<byte> bytes, string? declared)
    {
        var mark = ByteOrderMark.Find(bytes);
        if (mark is not null)
            bytes = bytes[mark.Preamble.Length..];
        var encoding = mark ?? CharsetNames.Find(declared);
        if (encoding is null || (encoding is UTF8Encoding && !IsMostlyUtf8(bytes)))
            encoding = WideText.Detect(bytes) ?? (IsMostlyUtf8(bytes) ? Encoding.UTF8 : SingleByte(bytes));
        return (GetString(encoding, bytes), encoding.WebName);
    }

    // What is damaged in a few places is still read, with U+FFFD there; what has more damage than letters is not UTF-8.
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return true;
        var (letters, damages) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            if (status != System.Buffers.OperationStatus.Done)
                damages++;
            else if (length > 1)
                letters++;
            bytes = bytes[length..];
        }
        return letters > damages;
    }

    // A guess: nearly every sequence of bytes is windows-1252, so what texts in it don't have speaks against it.
    private static Encoding SingleByte(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (ControlCharacters.Is((char)value) || value is 0x81 or 0x8D or 0x8F or 0x90 or 0x9D)
                throw new NlpException(ErrorCode.UnreadableDocument, "The document is not text in any charset that could be found. Save it as UTF-8.");
        }
        return CodePagesEncodingProvider.Instance.GetEncoding(Windows1252)!;
    }

    private static string GetString(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new NlpException(ErrorCode.UnreadableDocument, $"The document is not the {encoding.WebName} text that it seems to be. Save it as UTF-8.", innerException: exception);
        }
    }
}
