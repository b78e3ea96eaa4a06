using System.Text;
using ServerlessNlp.Documents.Charsets;
using ServerlessNlp.Documents.Formats;

namespace ServerlessNlp.Documents;

/// <summary>Formats that their first bytes tell.</summary>
internal static class BinarySignatures
{
    private const int Sample = 8192;
    private const int PdfHeader = 1024;

    private static readonly (byte[] Start, UnsupportedFormat Format)[] Starts =
    [
        ([0x1F, 0x8B], UnsupportedFormats.Archive), // gzip
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], UnsupportedFormats.Archive),
        ([.. "Rar!\u001A\u0007"u8], UnsupportedFormats.Archive),
        ([.. "BZh91AY&SY"u8], UnsupportedFormats.Archive),
        ([0xFD, .. "7zXZ"u8, 0], UnsupportedFormats.Archive),
        ([0x28, 0xB5, 0x2F, 0xFD], UnsupportedFormats.Archive), // Zstandard
        ([0x89, .. "PNG\r\n"u8], UnsupportedFormats.Media),
        ([0xFF, 0xD8, 0xFF], UnsupportedFormats.Media), // JPEG
        ([.. "GIF87a"u8], UnsupportedFormats.Media),
        ([.. "GIF89a"u8], UnsupportedFormats.Media),
        ([.. "II*\0"u8], UnsupportedFormats.Media), // TIFF
        ([.. "MM\0*"u8], UnsupportedFormats.Media),
        ([.. "OggS\0"u8], UnsupportedFormats.Media),
        ([.. "ID3\u0003"u8], UnsupportedFormats.Media), // MP3
        ([.. "ID3\u0004"u8], UnsupportedFormats.Media),
        ([0x1A, 0x45, 0xDF, 0xA3], UnsupportedFormats.Media), // Matroska
    ];

    // White space, and a byte order mark that a program put where none belongs.
    private static readonly byte[] Blank = [.. " \r\n\t\0"u8, 0xEF, 0xBB, 0xBF];

    private static readonly byte[] RichText = [.. "{\\rtf"u8];
    private static readonly byte[] Pdf = [.. "%PDF-"u8];
    private static readonly byte[] CompoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private static readonly byte[] Zip = [.. "PK\u0003\u0004"u8];
    private static readonly byte[] EmptyZip = [.. "PK\u0005\u0006"u8];

    /// <summary>The format that is not read and that the bytes show, or null.</summary>
    public static UnsupportedFormat? Find(ReadOnlySpan<byte> bytes)
    {
        foreach (var (start, format) in Starts)
        {
            if (bytes.StartsWith(start) && HasControls(bytes))
                return format;
        }
        if (bytes.StartsWith(CompoundFile))
            return InCompoundFile(bytes);
        if (bytes.Length > 12 && HasControls(bytes) && ((bytes.StartsWith("RIFF"u8) && bytes[8] is (byte)'W' or (byte)'A') || bytes[4..8].SequenceEqual("ftyp"u8)))
            return UnsupportedFormats.Media;
        return IsBinary(bytes) ? UnsupportedFormats.Binary : null;
    }

    /// <summary>
    /// Whether it is a PDF. Readers allow something before its header, within the first kilobyte. A text about PDF may begin with
    /// the same letters, but it goes on behind them, and has no objects.
    /// </summary>
    public static bool IsPdf(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, PdfHeader)].IndexOf(Pdf);
        if (start < 0)
            return false;
        var isFirst = bytes[..start].TrimStart(Blank).IsEmpty;
        return (isFirst && EndsLine(bytes[start..])) || (bytes.IndexOf(" obj"u8) >= 0 && bytes.IndexOf("endobj"u8) >= 0);
    }

    // The header is a line of its own: %PDF-1.7
    private static bool EndsLine(ReadOnlySpan<byte> header) =>
        header.Length < 9 || header[8..].TrimStart(" \t"u8) is [] or [(byte)'\r' or (byte)'\n', ..];

    /// <summary>Whether it is RTF.</summary>
    public static bool IsRichText(ReadOnlySpan<byte> bytes) => bytes.TrimStart(Blank).StartsWith(RichText);

    /// <summary>Whether it is a ZIP archive, as DOCX is.</summary>
    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Zip) || bytes.StartsWith(EmptyZip);

    // A text may begin with the letters of a signature; what they stand for has bytes that no text has.
    private static bool HasControls(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes[..Math.Min(bytes.Length, Sample)])
        {
            if (ControlCharacters.Is((char)value))
                return true;
        }
        return false;
    }

    // The streams of a compound file (MS-CFB) have names in UTF-16.
    private static UnsupportedFormat InCompoundFile(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0)
            return UnsupportedFormats.EncryptedOffice;
        return bytes.IndexOf(Encoding.Unicode.GetBytes("WordDocument")) >= 0 ? UnsupportedFormats.LegacyWord : UnsupportedFormats.LegacyOffice;
    }

    // Control characters are text like any other, but no text has many.
    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, Sample)];
        return (ByteOrderMark.Find(bytes) ?? WideText.Detect(bytes)) is { } encoding
            ? ControlCharacters.AreMany(Encoding.GetEncoding(encoding.CodePage).GetString(sample))
            : ControlCharacters.AreMany(sample);
    }
}
