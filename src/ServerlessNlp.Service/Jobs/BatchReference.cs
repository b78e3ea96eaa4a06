using System.Text.Json.Serialization;
using ServerlessNlp.Service.Documents;

namespace ServerlessNlp.Service.Jobs;

/// <summary>A blob with many documents.</summary>
/// <param name="Container">The container.</param>
/// <param name="Blob">The blob's name.</param>
/// <param name="Format">How documents stand in it.</param>
/// <param name="ETag">The version that is meant, without quotation marks; null for the one that is there when the job is planned.</param>
public sealed record BatchReference(
    string Container,
    string Blob,
    BatchFormat Format,
    [property: JsonPropertyName("etag"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ETag = null)
{
    /// <summary>The blob.</summary>
    [JsonIgnore]
    public DocumentReference Reference => new(Container, Blob, ETag);
}
