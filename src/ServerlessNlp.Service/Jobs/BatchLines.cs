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
            Write(lines, new BatchLine(document.Id, document.Text, document.Pair, document.Question, Error: document.Error));
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
    /// <param name="line">The line.</param>
    /// <param name="number">Its number.</param>
    /// <returns>The id and line to answer under, and the document with <paramref name="number"/> for its id, or the error.</returns>
    public static (string Id, int Line, TaskDocument? Document, NlpError? Error) Read(ReadOnlyMemory<byte> line, int number)
    {
        var (key, source) = (number.ToString(CultureInfo.InvariantCulture), number);
        var id = key;
        try
        {
            using var json = JsonDocument.Parse(line, Options);
            var root = json.RootElement;
            if (root.TryGetProperty(BatchLine.LineName, out var from) && from.TryGetInt32(out var converted))
                source = converted;
            id = JsonId.Of(root) ?? id;
            if (root.TryGetProperty(BatchLine.ErrorName, out var error) && JsonSerializer.Deserialize(error, JobsJson.Relaxed.NlpError) is { } problem)
                return (id, source, null, problem);
            return Field(root, "text") is { } text
                ? (id, source, new TaskDocument(key, text, Field(root, "pair"), Field(root, "question")), null)
                : (id, source, null, new NlpError(ErrorCode.InvalidDocuments, "The line has no 'text'."));
        }
        // InvalidOperationException: a value of another type, or a string that is no text.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (id, source, null, new NlpError(ErrorCode.InvalidRequest, "The line must be JSON such as {\"id\":\"1\",\"text\":\"…\"}, and its strings valid Unicode."));
        }
    }

    private static string? Field(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
