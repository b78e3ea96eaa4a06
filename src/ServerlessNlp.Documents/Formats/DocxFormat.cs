using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml;

namespace ServerlessNlp.Documents.Formats;

/// <summary>
/// Word documents (ECMA-376, part 1, section 17): the text of the body, then of footnotes and endnotes. Read part by part as a stream,
/// and nothing is written to disk.
/// </summary>
internal sealed class DocxFormat : IDocumentFormat
{
    // Far more than documents of any allowed length have; what has more is made to hurt.
    private const int MaxEntries = 4096;
    private const long MaxPartBytes = 32 << 20;

    private const string Corrupt = "The document is damaged: it can't be read as DOCX. Open it in a word processor, save it again, and submit it again.";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = MaxPartBytes,
    };

    public string Name => "docx";

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        RefuseManyEntries(content.Bytes.Span);
        try
        {
            using var archive = new ZipArchive(Stream(content.Bytes), ZipArchiveMode.Read);
            var main = WordPackage.FindMainPart(archive, Open) ?? throw UnsupportedFormats.Archive.Refusal;
            foreach (var part in WordPackage.TextParts(archive, main))
            {
                using var reader = Open(part);
                new WordTextReader(reader, text).Read();
            }
            return null;
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or EndOfStreamException or ArgumentException or NotSupportedException)
        {
            throw new NlpException(ErrorCode.UnreadableDocument, Corrupt, innerException: exception);
        }
    }

    // Its length is what the archive says; unpacking gives no more than that, and a part that is longer is damaged.
    private static XmlReader Open(ZipArchiveEntry part)
    {
        if (part.Length > MaxPartBytes)
            throw new NlpException(ErrorCode.DocumentTooLong, $"A part of the document has {part.Length} bytes when unpacked; at most {MaxPartBytes} are read. Divide it.");
        return XmlReader.Create(part.Open(), Settings);
    }

    // Counted before the archive's directory is read, which makes an object of each.
    private static void RefuseManyEntries(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Count("PK\u0001\u0002"u8) > MaxEntries)
            throw new NlpException(ErrorCode.UnsupportedFormat, $"The document is an archive of more than {MaxEntries} files, which is not read. Submit what is in it file by file.");
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);
}
