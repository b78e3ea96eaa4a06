using System.Text.Json.Nodes;

namespace ServerlessNlp.Chaos.Tests.Checking;

/// <summary>A stored result taken apart: what must be the same whoever made it, and whose document it names.</summary>
/// <param name="Content">The JSON without the document, its id and what tells of time.</param>
/// <param name="Id">The document's id.</param>
/// <param name="Document">The document: container, blob, etag, sha256.</param>
internal sealed record Answer(string Content, string? Id, JsonObject Document)
{
    public static Answer Parse(string json)
    {
        var result = JsonNode.Parse(json)!.AsObject();
        var document = result["document"]!.AsObject();
        var id = result["id"]?.GetValue<string>();
        result.Remove("document");
        result.Remove("id");
        result["usage"]!.AsObject().Remove("inferenceMs");
        result["usage"]!.AsObject().Remove("cold");
        return new Answer(result.ToJsonString(), id, document);
    }

    /// <summary>The document's container, blob and digest.</summary>
    public (string Container, string Blob, string Sha256) Place => (Text("container"), Text("blob"), Text("sha256"));

    public string ETag => Text("etag");

    private string Text(string property) => Document[property]?.GetValue<string>() ?? "";
}
