using System.Text.Json;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Jobs;

/// <summary>A document of a batch while it's worked on, and the line of its results.</summary>
internal sealed class BatchDocument
{
    private readonly int _line;

    private BatchDocument(int line, string id, TaskDocument? document, NlpError? error)
    {
        _line = line;
        Id = id;
        Document = document;
        Error = error;
    }

    /// <summary>The id that the line gives, or the number of the line. Two lines may have the same.</summary>
    public string Id { get; }

    /// <summary>The document, its id the number of the line; null where the line can't be read.</summary>
    public TaskDocument? Document { get; }

    /// <summary>What keeps it from being answered.</summary>
    public NlpError? Error { get; set; }

    /// <summary>The answer of each task.</summary>
    public List<(string Task, DocumentAnswer Answer)> Answers { get; } = [];

    /// <summary>Reads a line.</summary>
    public static BatchDocument Read(Line line, int number)
    {
        if (line.IsTooLong)
            return new BatchDocument(number, number.ToString(System.Globalization.CultureInfo.InvariantCulture), null, new NlpError(ErrorCode.DocumentTooLong, $"The line has {line.Length} bytes. Divide the document."));
        var bom = number == 1 && line.Content.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        var (id, source, document, error) = BatchLines.Read(line.Content[bom..], number);
        return new BatchDocument(source, id, document, error);
    }

    /// <summary>Writes <c>{"id","line","results":{task:answer}}</c>, or <c>{"id","line","error":{"code","message"}}</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteNumber("line", _line);
        if (Error is { } error)
        {
            JobResults.WriteError(writer, error.Code.ToString(), error.Message);
        }
        else
        {
            writer.WriteStartObject("results");
            foreach (var (task, answer) in Answers)
            {
                writer.WritePropertyName(task);
                JsonSerializer.Serialize(writer, answer, TasksJson.Relaxed.DocumentAnswer);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
