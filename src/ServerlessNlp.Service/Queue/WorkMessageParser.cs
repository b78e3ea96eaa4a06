using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Queue;

/// <summary>Reads what stands in the queue <c>documents</c>: our own messages, and Event Grid's BlobCreated events in both of its schemas.</summary>
public static partial class WorkMessageParser
{
    private const string BlobCreated = "Microsoft.Storage.BlobCreated";

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
    public static IQueueWork Parse(ReadOnlySpan<byte> utf8)
    {
        IQueueWork work;
        try
        {
            var json = JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            work = FromEvent(json) ?? FromMessage(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new NlpException(ErrorCode.InvalidMessage, "The message is not the JSON of a piece of work: see the README for its shape.", innerException: exception);
        }
        Require(work.Job is null || JobId.IsValid(work.Job), "job is no id of a job");
        if (work is WorkMessage message)
            Check(message);
        return work;
    }

    private static IQueueWork FromMessage(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("v", out var version) && !IsCurrent(version))
            throw new NlpException(ErrorCode.InvalidMessage, $"The message is of an unknown version. This application reads version {WorkMessage.CurrentVersion}.");
        var isAboutJob = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("step", out _);
        return (isAboutJob ? json.Deserialize(MessagesJson.Default.JobMessage) : json.Deserialize(MessagesJson.Default.WorkMessage) as IQueueWork) ?? throw new JsonException("null");
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
        Require(DocumentNames.IsContainer(message.Document.Container), "document.container is no container that documents are read from");
        Require(DocumentNames.IsBlob(message.Document.Blob), "document.blob is no name of a blob");
        Require(message.Item is null or >= 0, "item must be 0 or more");
        Require(message.Lines is null or { Offset: >= 0, Length: > 0, First: > 0, Documents: >= 0 }, "lines is no range of lines");
        Require(message.Lines is null || message is { Job: not null, Item: not null }, "lines are worked on in a job only");
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
}
