using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Results;

/// <summary>A stored result: the answer for one document, with <c>task</c>, <c>model</c>, <c>usage</c> and <c>document</c> beside it.</summary>
public static class Result
{
    /// <summary>The result for a document as JSON.</summary>
    /// <param name="task">The task.</param>
    /// <param name="document">The document.</param>
    /// <param name="response">The response to a request with that document alone, answered.</param>
    public static BinaryData ToJson(NlpTask task, StoredDocument document, TaskResponse response)
    {
        var result = JsonSerializer.SerializeToNode(response.Documents.Single(), TasksJson.Relaxed.DocumentAnswer)!.AsObject();
        result["task"] = task.Name;
        result["model"] = JsonSerializer.SerializeToNode(response.Model, TasksJson.Relaxed.ModelIdentity);
        result["usage"] = JsonSerializer.SerializeToNode(response.Usage, TasksJson.Relaxed.TaskUsage);
        result["document"] = Describe(document, document.Content.Format, document.Content.Charset);
        return Bytes(result);
    }

    /// <summary>The same result as the newest one for a document's place: its id, etag and time are that document's.</summary>
    public static BinaryData AtPlace(BinaryData result, StoredDocument document)
    {
        var json = JsonNode.Parse(result)!.AsObject();
        json["id"] = document.Blob;
        // How the text was read that the answer is about: the same bytes may have been read under another name.
        var read = json["document"];
        var description = Describe(document, read?["format"]?.GetValue<string>(), read?["charset"]?.GetValue<string>());
        description["lastModified"] = document.LastModified.ToUniversalTime().ToString("O");
        json["document"] = description;
        return Bytes(json);
    }

    /// <summary>When the document of a result was written; only what <see cref="AtPlace"/> made says so.</summary>
    public static DateTimeOffset? LastModifiedOf(BinaryData result) =>
        JsonNode.Parse(result)?["document"]?["lastModified"]?.GetValue<DateTimeOffset>();

    private static JsonObject Describe(StoredDocument document, string? format, string? charset)
    {
        var description = new JsonObject
        {
            ["container"] = document.Container,
            ["blob"] = document.Blob,
            ["etag"] = document.ETag,
            ["sha256"] = document.Sha256,
        };
        if (format is not null)
            description["format"] = format;
        if (charset is not null)
            description["charset"] = charset;
        return description;
    }

    private static BinaryData Bytes(JsonObject json)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            json.WriteTo(writer);
        return new BinaryData(buffer.ToArray());
    }
}
