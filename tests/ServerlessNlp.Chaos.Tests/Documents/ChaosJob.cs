using System.Text.Json.Nodes;

namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>A job that is asked for by HTTP, with the blobs that it is about.</summary>
/// <param name="Key">Its idempotency key.</param>
/// <param name="Source">The property of the request that tells where the documents are.</param>
/// <param name="Where">That property's value.</param>
/// <param name="Tasks">Its tasks as JSON.</param>
/// <param name="Blobs">The blobs to upload to the container <c>uploads</c> first.</param>
/// <param name="Answered">The documents among them that are blobs of their own and can be answered.</param>
/// <param name="Documents">How many documents there are.</param>
/// <param name="Bad">How many of them can't be answered.</param>
internal sealed record ChaosJob(string Key, string Source, JsonObject Where, string Tasks, IReadOnlyList<(string Blob, string Text)> Blobs, IReadOnlyList<ChaosDocument> Answered, int Documents, int Bad)
{
    /// <summary>The document that a blob is, or null where it is a batch or can't be answered.</summary>
    public ChaosDocument? Of(string blob) => Answered.FirstOrDefault(document => document.Blob == blob);

    /// <summary>The request's body.</summary>
    public string Request => new JsonObject { ["tasks"] = JsonNode.Parse(Tasks), [Source] = Where.DeepClone() }.ToJsonString();
}
