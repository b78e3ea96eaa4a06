using System.Text;
using System.Text.Json.Nodes;

namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>Queue messages as an outsider writes them.</summary>
internal static class Messages
{
    /// <summary>The work of a document.</summary>
    public static string Work(string job, int item, string container, string blob, string? etag, string? tasks)
    {
        var document = new JsonObject { ["container"] = container, ["blob"] = blob };
        if (etag is not null)
            document["etag"] = etag;
        var message = new JsonObject { ["v"] = 1, ["job"] = job, ["item"] = item, ["document"] = document };
        if (tasks is not null)
            message["tasks"] = JsonNode.Parse(tasks);
        return Base64(message.ToJsonString());
    }

    /// <summary>Event Grid's word that a blob was written, in one of its two schemas.</summary>
    public static string BlobCreated(string container, string blob, string etag, bool isCloudEvent)
    {
        var message = isCloudEvent
            ? new JsonObject { ["specversion"] = "1.0", ["type"] = "Microsoft.Storage.BlobCreated", ["source"] = "/subscriptions/x", ["id"] = "1" }
            : new JsonObject { ["eventType"] = "Microsoft.Storage.BlobCreated", ["topic"] = "/subscriptions/x", ["id"] = "1", ["dataVersion"] = "", ["eventTime"] = "2026-01-01T00:00:00Z" };
        message["subject"] = $"/blobServices/default/containers/{container}/blobs/{blob}";
        message["data"] = new JsonObject { ["api"] = "PutBlob", ["eTag"] = etag };
        return Base64(message.ToJsonString());
    }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
