using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Jobs;

/// <summary>Batches in JSON Lines: a document a line.</summary>
internal static class BatchLines
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Writes documents.</summary>
    public static BinaryData Write(IEnumerable<TaskDocument> documents)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (var document in documents)
            Write(lines, new BatchLine(document.Id, document.Text, document.Pair, document.Question));
        return new BinaryData(lines.WrittenMemory);
    }

    /// <summary>Writes a line.</summary>
    public static void Write(IBufferWriter<byte> output, BatchLine line)
    {
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JobsJson.Relaxed.Options.Encoder }))
            JsonSerializer.Serialize(writer, line, JobsJson.Relaxed.BatchLine);
        output.Write("\n"u8);
    }

    /// <summary>Reads a line; what is wrong with it is the error of its document alone.</summary>
    public static (string Id, TaskDocument? Document, NlpError? Error) Read(ReadOnlyMemory<byte> line, int number)
    {
        var id = number.ToString(CultureInfo.InvariantCulture);
        try
        {
            using var json = JsonDocument.Parse(line, Options);
            id = Field(json.RootElement, "id") ?? id;
            return Field(json.RootElement, "text") is { } text
                ? (id, new TaskDocument(number.ToString(CultureInfo.InvariantCulture), text, Field(json.RootElement, "pair"), Field(json.RootElement, "question")), null)
                : (id, null, new NlpError(ErrorCode.InvalidDocuments, "The line has no 'text'."));
        }
        // InvalidOperationException: a value of another type, or a string that is no text.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (id, null, new NlpError(ErrorCode.InvalidRequest, "The line must be JSON such as {\"id\":\"1\",\"text\":\"…\"}, and its strings valid Unicode."));
        }
    }

    private static string? Field(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
