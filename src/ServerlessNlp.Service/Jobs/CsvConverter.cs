using System.Buffers;
using System.Globalization;
using ServerlessNlp.Documents.Batches;

namespace ServerlessNlp.Service.Jobs;

/// <summary>Turns a batch of comma-separated values (RFC 4180) into JSON Lines, a record a line, in bounded memory.</summary>
internal static class CsvConverter
{
    private const int FlushAt = 256 * 1024;

    /// <summary>Converts. A record that does not fit becomes a line that says so.</summary>
    /// <param name="csv">UTF-8, UTF-16 or UTF-32; separated by commas, semicolons, tabs or bars.</param>
    /// <param name="jsonLines">Where the lines are written.</param>
    /// <param name="maxRecordCharacters">The longest record.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="NlpException">UnreadableDocument: it has no header with a column <c>text</c>.</exception>
    public static async Task ConvertAsync(Stream csv, Stream jsonLines, int maxRecordCharacters, CancellationToken cancellationToken)
    {
        using var text = await BatchText.OpenAsync(csv, cancellationToken);
        CsvColumns? columns = null;
        var (buffer, number) = (new ArrayBufferWriter<byte>(FlushAt), 0);
        await foreach (var record in CsvRecords.ReadAsync(text, maxRecordCharacters, cancellationToken))
        {
            if (columns is null)
            {
                columns = CsvColumns.Of(record);
                continue;
            }
            BatchLines.Write(buffer, columns.LineOf(record, (++number).ToString(CultureInfo.InvariantCulture)));
            if (buffer.WrittenCount < FlushAt)
                continue;
            await jsonLines.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }
        if (columns is null)
            throw CsvColumns.NoText();
        await jsonLines.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }
}
