using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessNlp.Storage.Documents;

namespace ServerlessNlp.Storage.Work;

/// <summary>Reads what stands in the queue <c>documents</c>: our own messages, and Event Grid's BlobCreated events in both of its schemas.</summary>
public static partial class WorkMessageParser
{
    private const string BlobCreated = "Microsoft.Storage.BlobCreated";

    // Written by this application alone: a message may not make it read its own output.
    private static readonly string[] InternalContainers = [StorageNames.ModelsContainer, StorageNames.ResultsContainer, StorageNames.JobsContainer];

    /// <summary>Decodes the text of a queue message.</summary>
    /// <exception cref="NlpException">InvalidMessage: it is not base64.</exception>
    public static byte[] Decode(string queueText)
    {
        try
        {
            return Convert.FromBase64String(queueText);
        }
        catch (FormatException exception)
        {
            throw new NlpException(ErrorCode.InvalidMessage, "The message is not base64. Send the base64 of UTF-8 JSON.", innerException: exception);
        }
    }

    /// <summary>Reads a decoded message.</summary>
    /// <exception cref="NlpException">InvalidMessage: it is not JSON, of an unknown version or of another shape.</exception>
    public static WorkMessage Parse(ReadOnlySpan<byte> utf8)
    {
        WorkMessage message;
        try
        {
            var json = JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            message = FromEvent(json) ?? FromMessage(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new NlpException(ErrorCode.InvalidMessage, "The message is not the JSON of a piece of work: see the README for its shape.", innerException: exception);
        }
        Check(message);
        return message;
    }

    private static WorkMessage FromMessage(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("v", out var version) && !IsCurrent(version))
            throw new NlpException(ErrorCode.InvalidMessage, $"The message is of an unknown version. This application reads version {WorkMessage.CurrentVersion}.");
        return json.Deserialize(WorkJson.Default.WorkMessage) ?? throw new JsonException("null");
    }

    private static bool IsCurrent(JsonElement version) =>
        version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == WorkMessage.CurrentVersion;

    // Event Grid's own schema says eventType, CloudEvents 1.0 says type; both have the subject and the blob's etag in common.
    private static WorkMessage? FromEvent(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !(json.TryGetProperty("eventType", out var type) || (json.TryGetProperty("specversion", out _) && json.TryGetProperty("type", out type))))
            return null;
        if (type.GetString() != BlobCreated)
            throw new NlpException(ErrorCode.InvalidMessage, $"The event is not {BlobCreated}. Let the subscription include no others.");
        if (!json.TryGetProperty("subject", out var subject) || BlobSubject().Match(subject.GetString() ?? "") is not { Success: true } match)
            throw new NlpException(ErrorCode.InvalidMessage, "The event's subject names no blob.");
        var etag = json.TryGetProperty("data", out var data) && data.TryGetProperty("eTag", out var value) ? value.GetString() : null;
        return new WorkMessage { Version = WorkMessage.CurrentVersion, Document = new DocumentReference(match.Groups[1].Value, match.Groups[2].Value, etag) };
    }

    private static void Check(WorkMessage message)
    {
        var (container, blob, _) = message.Document;
        Require(ContainerName().IsMatch(container) && !InternalContainers.Contains(container), "document.container is no container that documents are read from");
        Require(blob.Length is > 0 and <= 1024 && !blob.Any(char.IsControl), "document.blob is no name of a blob");
        Require(message.Job is null || JobId().IsMatch(message.Job), "job is no id of a job");
        Require(message.Item is null or >= 0, "item must be 0 or more");
        Require(message.Tasks is null or { Count: > 0 and <= 16 }, "tasks must be 1 to 16");
        Require(message.Tasks?.All(task => task is not null) ?? true, "tasks must not hold null");
    }

    private static void Require(bool condition, string rule)
    {
        if (!condition)
            throw new NlpException(ErrorCode.InvalidMessage, $"The message can't be worked on: {rule}.");
    }

    [GeneratedRegex(@"^/blobServices/default/containers/([^/]+)/blobs/(.+)\z", RegexOptions.Singleline)]
    private static partial Regex BlobSubject();

    [GeneratedRegex(@"^[a-z0-9](-?[a-z0-9]){2,62}\z")]
    private static partial Regex ContainerName();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex JobId();
}
