using System.Text;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>The mark at the start of a text that tells its encoding.</summary>
internal static class ByteOrderMark
{
    // UTF-32 before UTF-16: the mark of the one starts with that of the other. Damage becomes U+FFFD.
    private static readonly Encoding[] Marked =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        Encoding.UTF8,
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
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
