using System.Buffers;
using System.Text;
using CsvHelper;

namespace ServerlessNlp.Service.Jobs;

/// <summary>Turns a batch of comma-separated values (RFC 4180) into JSON Lines, a record a line, in bounded memory.</summary>
internal static class CsvConverter
{
    private const int FlushAt = 256 * 1024;

    /// <summary>Converts.</summary>
    /// <param name="csv">UTF-8, or UTF-16 or UTF-32 with a byte order mark; separated by commas, semicolons, tabs or bars.</param>
    /// <param name="jsonLines">Where the lines are written.</param>
    /// <param name="maxRecordBytes">The longest record.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="NlpException">UnreadableDocument: it is not such a file.</exception>
    public static async Task ConvertAsync(Stream csv, Stream jsonLines, int maxRecordBytes, CancellationToken cancellationToken)
    {
        var options = new CsvReaderOptions { MaxRecordSize = maxRecordBytes, MalformedData = CsvMalformedDataHandling.Throw, TrackLineNumbers = true };
        using var text = new StreamReader(csv, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        await using var reader = CsvReader.Create(text, options, leaveOpen: true);
        try
        {
            await ConvertAsync(reader, jsonLines, cancellationToken);
        }
        catch (CsvFormatException exception)
        {
            throw new NlpException(ErrorCode.UnreadableDocument, $"The batch is not CSV that can be read, at line {exception.LineNumber}: a quotation mark that is not closed or not doubled, or a record of more than {maxRecordBytes} bytes. See RFC 4180.", innerException: exception);
        }
        catch (DecoderFallbackException exception)
        {
            throw new NlpException(ErrorCode.UnreadableDocument, "The batch is not UTF-8 text. Save it as UTF-8.", innerException: exception);
        }
    }

    private static async Task ConvertAsync(CsvReader reader, Stream output, CancellationToken cancellationToken)
    {
        await reader.ReadHeaderAsync(cancellationToken);
        if (!reader.TryGetFieldIndex("text", out _))
            throw new NlpException(ErrorCode.UnreadableDocument, "The batch has no column 'text'. The first line of CSV names the columns: text, and where needed id, pair and question.");
        var buffer = new ArrayBufferWriter<byte>(FlushAt);
        while (await reader.ReadAsync(cancellationToken))
        {
            BatchLines.Write(buffer, new BatchLine(Field(reader, "id"), Field(reader, "text") ?? "", Field(reader, "pair"), Field(reader, "question")));
            if (buffer.WrittenCount < FlushAt)
                continue;
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }

    private static string? Field(CsvReader reader, string column) =>
        reader.TryGetFieldIndex(column, out var index) && reader.GetString(index) is { Length: > 0 } value ? value : null;
}
