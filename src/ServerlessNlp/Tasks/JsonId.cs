using System.Text.Json;

namespace ServerlessNlp.Tasks;

/// <summary>The ids of documents in JSON.</summary>
public static class JsonId
{
    /// <summary>The property <c>id</c> of a document: a string, or a number as it is written; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">It is neither.</exception>
    public static string? Of(JsonElement document)
    {
        if (!document.TryGetProperty("id", out var id))
            return null;
        return id.ValueKind == JsonValueKind.Number ? id.GetRawText() : id.GetString();
    }
}
