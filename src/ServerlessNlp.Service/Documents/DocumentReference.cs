using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Documents;

/// <summary>A document in storage.</summary>
/// <param name="Container">The container.</param>
/// <param name="Blob">The blob's name.</param>
/// <param name="ETag">The version that is meant, without quotation marks; null for whichever is there.</param>
public sealed record DocumentReference(
    string Container,
    string Blob,
    [property: JsonPropertyName("etag"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ETag = null);
