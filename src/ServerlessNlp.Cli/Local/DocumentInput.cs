using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Documents;

namespace ServerlessNlp.Cli.Local;

/// <summary>A document from a file or standard input, of every format that is read from storage.</summary>
internal static class DocumentInput
{
    private const int MaxBytes = NlpOptions.DefaultMaxDocumentBytes;

    /// <summary>Reads a file's document, or that of standard input for "-".</summary>
    /// <param name="file">The file.</param>
    /// <param name="contentType">Its content type, or null where nobody has said it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CliException">There is no such file.</exception>
    /// <exception cref="NlpException">It can't be read, or is too large.</exception>
    public static async Task<DocumentText> ReadAsync(string file, string? contentType, CancellationToken cancellationToken)
    {
        using var stream = TextInput.OpenStream(file);
        var content = new DocumentContent(await ReadBoundedAsync(stream, cancellationToken), file == "-" ? null : file, contentType);
        // How long a text may be is the task's to say, which answers with the error as HTTP gives it.
        return DocumentExtractor.Extract(content, maxCharacters: MaxBytes, cancellationToken);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBoundedAsync(Stream stream, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        var buffer = new byte[81_920];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (content.Length + count > MaxBytes)
                throw new NlpException(ErrorCode.DocumentTooLong, $"The document has more than {MaxBytes} bytes, which are the most that are read. Divide it, or take pictures out of it.");
            content.Write(buffer, 0, count);
        }
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
