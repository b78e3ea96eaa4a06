using System.Text;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>The mark at the start of a text that tells its encoding.</summary>
internal static class ByteOrderMark
{
    // UTF-32 before UTF-16: the mark of the one starts with that of the other. Damaged UTF-8 is still read, other damage is not.
    private static readonly Encoding[] Marked =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        Encoding.UTF8,
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>The encoding that the mark at the start tells, or null where there is none.</summary>
    public static Encoding? Find(ReadOnlySpan<byte> bytes)
    {
        foreach (var encoding in Marked)
        {
            if (bytes.StartsWith(encoding.Preamble))
                return encoding;
        }
        return null;
    }
}
