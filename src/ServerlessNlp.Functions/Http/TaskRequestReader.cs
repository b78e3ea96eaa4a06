using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Tasks;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Functions.Http;

/// <summary>Reads a request for a task: JSON with documents, or one document as plain text.</summary>
internal static class TaskRequestReader
{
    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="NlpException">The request is refused: the code says why.</exception>
    public static async Task<TaskRequest> ReadAsync(HttpRequest request, NlpTask task, NlpOptions limits, CancellationToken cancellationToken)
    {
        var isText = IsPlainText(request);
        var body = await RequestBody.ReadAsync(request, limits.MaxRequestBytes, cancellationToken);
        return isText ? FromText(task, body.Span, request.Query) : FromJson(task, body, limits.MaxDocuments);
    }

    private static bool IsPlainText(HttpRequest request)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsUtf8(type))
        {
            if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
                return false;
            if (type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase))
                return true;
        }
        throw new NlpException(ErrorCode.UnsupportedMediaType, "The content type must be application/json or text/plain, in UTF-8.");
    }

    // A value may be in quotation marks (RFC 9110, section 5.6.6); some programs take others, or an older name.
    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || type.Charset.Value.Trim('"', '\'', ' ').ToLowerInvariant() is "utf-8" or "utf8" or "us-ascii";

    private static TaskRequest FromText(NlpTask task, ReadOnlySpan<byte> body, IQueryCollection query)
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(body);
        }
        catch (DecoderFallbackException exception)
        {
            throw new NlpException(ErrorCode.InvalidRequest, "The body is not UTF-8 text.", innerException: exception);
        }
        var pair = task.Pair == TaskField.None ? null : Single(query, "pair");
        var question = task.Question == TaskField.None ? null : Single(query, "question");
        string[] notOptions = ["model", pair is null ? "" : "pair", question is null ? "" : "question", FunctionKeyParameter];
        var options = task.ParseOptions(query.Where(entry => !notOptions.Contains(entry.Key)).Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToString())));
        return new TaskRequest(task, ModelOf(Single(query, "model")), Valid(options), [new TaskDocument("1", text, pair, question)]);
    }

    // Azure Functions takes its key from this parameter as well.
    private const string FunctionKeyParameter = "code";

    private static TaskRequest FromJson(NlpTask task, ReadOnlyMemory<byte> body, int maxDocuments)
    {
        try
        {
            using var json = JsonDocument.Parse(body, JsonOptions);
            return FromJson(task, json.RootElement, maxDocuments);
        }
        // InvalidOperationException: a value of another type, or a string that is no text (a lone surrogate, bytes that are not UTF-8).
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new NlpException(ErrorCode.InvalidRequest, "The body must be JSON such as {\"documents\":[{\"id\":\"1\",\"text\":\"…\"}]}, and its strings valid Unicode.", innerException: exception);
        }
    }

    private static TaskRequest FromJson(NlpTask task, JsonElement root, int maxDocuments)
    {
        if (root.EnumerateObject().Any(property => property.Name is not ("model" or "documents" or "options")))
            throw new NlpException(ErrorCode.InvalidRequest, "The request has a property that is not known. It may have model, documents and options.");
        var model = ModelOf(OptionalString(root, "model"));
        var options = Valid(task.ParseOptions(root.TryGetProperty("options", out var json) ? json : null));
        return new TaskRequest(task, model, options, Documents(root, maxDocuments));
    }

    private static List<TaskDocument> Documents(JsonElement root, int maxDocuments)
    {
        if (!root.TryGetProperty("documents", out var array) || array.GetArrayLength() == 0)
            throw new NlpException(ErrorCode.InvalidDocuments, "The request has no documents.");
        if (array.GetArrayLength() > maxDocuments)
            throw new NlpException(ErrorCode.TooManyDocuments, $"The request has {array.GetArrayLength()} documents; at most {maxDocuments} are allowed. Send several requests, or put the documents in storage.");
        var documents = array.EnumerateArray().Select(Document).ToList();
        if (documents.All(document => document.Error is not null))
            throw new NlpException(ErrorCode.InvalidRequest, documents[0].Error!.Message);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (!documents.All(document => ids.Add(document.Id)))
            throw new NlpException(ErrorCode.DuplicateId, "Two documents have the same id. A missing id counts as the document's position, from 1.");
        return documents;
    }

    /// <summary>Reads a document of a request.</summary>
    internal static TaskDocument Document(JsonElement json, int index)
    {
        var position = (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        // Half of a surrogate pair, or bytes that are no UTF-8, are an error of this document alone.
        if (!IsText(json, "id"))
            return Damaged(position);
        var id = JsonId.Of(json) ?? position;
        if (!IsText(json, "text") || !IsText(json, "pair") || !IsText(json, "question"))
            return Damaged(id);
        var text = OptionalString(json, "text")
            ?? throw new NlpException(ErrorCode.InvalidDocuments, $"Document {index + 1} has no 'text'.");
        return new TaskDocument(id, text, OptionalString(json, "pair"), OptionalString(json, "question"));
    }

    private static TaskDocument Damaged(string id) =>
        new(id, "", Error: new NlpError(ErrorCode.InvalidRequest, "The document's strings are not valid Unicode: half of a surrogate pair, or bytes that are not UTF-8."));

    private static bool IsText(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return true;
        try
        {
            value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? OptionalString(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? Single(IQueryCollection query, string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;

    private static ModelReference? ModelOf(string? text)
    {
        if (text is null)
            return null;
        return ModelReference.TryParse(text, out var reference)
            ? reference
            : throw new NlpException(ErrorCode.ModelNotFound, "There is no model of that name. GET /api/v1/models lists those there are.");
    }

    private static TaskOptions Valid(OptionsResult result) =>
        result.IsValid ? result.Options : throw new NlpException(ErrorCode.InvalidOption, result.Error.Message);
}
