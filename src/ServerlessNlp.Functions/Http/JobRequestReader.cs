using System.Security.Cryptography;
using System.Text.Json;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Functions.Http;

/// <summary>Reads a request for a job: documents, or blobs that are documents, or a prefix of their names, or a batch.</summary>
internal static class JobRequestReader
{
    private const string IdempotencyKey = "Idempotency-Key";
    private const int MaxKeyLength = 255;

    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private static readonly string[] Sources = ["documents", "prefix", "batch"];

    /// <exception cref="NlpException">The request is refused: the code says why.</exception>
    public static async Task<JobRequest> ReadAsync(HttpRequest request, NlpOptions limits, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            throw new NlpException(ErrorCode.UnsupportedMediaType, "The content type must be application/json.");
        var body = await RequestBody.ReadAsync(request, limits.MaxRequestBytes, cancellationToken);
        try
        {
            using var json = JsonDocument.Parse(body, JsonOptions);
            return Read(json.RootElement, Convert.ToHexStringLower(SHA256.HashData(body.Span)), KeyOf(request));
        }
        // InvalidOperationException: a value of another type, or a string that is no text.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new NlpException(ErrorCode.InvalidRequest, "The body must be JSON such as {\"tasks\":[{\"task\":\"classify\"}],\"documents\":[{\"id\":\"1\",\"text\":\"…\"}]}, and its strings valid Unicode.", innerException: exception);
        }
    }

    private static string? KeyOf(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(IdempotencyKey, out var values))
            return null;
        var key = values.ToString();
        return key.Length is > 0 and <= MaxKeyLength
            ? key
            : throw new NlpException(ErrorCode.InvalidRequest, $"The {IdempotencyKey} must have 1 to {MaxKeyLength} characters.");
    }

    private static JobRequest Read(JsonElement root, string digest, string? key)
    {
        if (root.EnumerateObject().Any(property => property.Name is not ("tasks" or "cancelAfter") && !Sources.Contains(property.Name)))
            throw new NlpException(ErrorCode.InvalidRequest, "The request has a property that is not known. It may have tasks, cancelAfter, and one of documents, prefix and batch.");
        if (Sources.Count(name => root.TryGetProperty(name, out _)) != 1)
            throw new NlpException(ErrorCode.InvalidDocuments, "A job has one of documents, prefix and batch.");
        var tasks = root.TryGetProperty("tasks", out var list) ? list.EnumerateArray().Select(Task).ToList() : null;
        var cancelAfter = root.TryGetProperty("cancelAfter", out var limit) ? Duration(limit) : (TimeSpan?)null;
        var (inline, source) = Documents(root);
        return new JobRequest(digest, tasks, inline, source, cancelAfter, key);
    }

    private static TaskSpecification Task(JsonElement json) => new(
        OptionalString(json, "task") ?? throw new NlpException(ErrorCode.InvalidRequest, "Each of tasks must have a 'task'."),
        OptionalString(json, "model"),
        json.TryGetProperty("options", out var options) ? options.Clone() : null);

    private static TimeSpan Duration(JsonElement json)
    {
        try
        {
            return XmlConvert.ToTimeSpan(json.GetString() ?? "");
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new NlpException(ErrorCode.InvalidRequest, "cancelAfter must be a duration as ISO 8601 has it, such as PT30M.", innerException: exception);
        }
    }

    private static (List<TaskDocument>? Inline, JobSource? Source) Documents(JsonElement root)
    {
        if (root.TryGetProperty("prefix", out var prefix))
            return (null, new JobSource(Prefix: new BlobPrefix(Container(prefix), OptionalString(prefix, "prefix") ?? "")));
        if (root.TryGetProperty("batch", out var batch))
            return (null, new JobSource(Batch: Batch(batch)));
        var documents = root.GetProperty("documents");
        if (documents.GetArrayLength() == 0)
            throw new NlpException(ErrorCode.InvalidDocuments, "The job has no documents.");
        return documents[0].TryGetProperty("blob", out _)
            ? (null, new JobSource(Documents: [.. documents.EnumerateArray().Select(Reference)]))
            : (Inline(documents), null);
    }

    private static List<TaskDocument> Inline(JsonElement array)
    {
        var documents = array.EnumerateArray().Select(TaskRequestReader.Document).ToList();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return documents.All(document => ids.Add(document.Id))
            ? documents
            : throw new NlpException(ErrorCode.DuplicateId, "Two documents have the same id. A missing id counts as the document's position, from 1.");
    }

    private static BatchReference Batch(JsonElement json)
    {
        var (container, blob, etag) = Reference(json);
        var format = OptionalString(json, "format") ?? (Path.GetExtension(blob).ToLowerInvariant() is ".csv" or ".tsv" ? "csv" : "jsonl");
        return new BatchReference(container, blob, format switch
        {
            "jsonl" => BatchFormat.JsonLines,
            "csv" or "tsv" => BatchFormat.Csv,
            _ => throw new NlpException(ErrorCode.InvalidOption, "The batch's format must be jsonl or csv."),
        }, etag);
    }

    private static DocumentReference Reference(JsonElement json) => new(
        Container(json),
        OptionalString(json, "blob") is { } blob && DocumentNames.IsBlob(blob) ? blob : throw new NlpException(ErrorCode.InvalidDocuments, "A document in storage has a 'container' and a 'blob'. All documents of a job are in storage, or all are in the request."),
        OptionalString(json, "etag")?.Trim('"'));

    private static string Container(JsonElement json) =>
        OptionalString(json, "container") is { } container && DocumentNames.IsContainer(container)
            ? container
            : throw new NlpException(ErrorCode.InvalidDocuments, "'container' must name a container that documents are read from, such as documents or uploads.");

    private static string? OptionalString(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
