using System.Text;
using System.Text.Json;
using ServerlessNlp.Service.Jobs;

namespace ServerlessNlp.Cli.Output;

/// <summary>Jobs as text.</summary>
internal static class JobText
{
    /// <summary>A job on one line.</summary>
    public static string Line(JobState state)
    {
        var counts = state.Counts;
        var parts = new[] { (counts.Succeeded, "succeeded"), (counts.Failed, "failed"), (counts.Superseded, "superseded"), (counts.Cancelled, "cancelled"), (counts.Pending, "pending") };
        return $"{state.Id}\t{Name(state.Status)}\t{counts.Total} documents: {string.Join(", ", parts.Where((part, i) => i == 0 || part.Item1 > 0).Select(part => $"{part.Item1} {part.Item2}"))}\t{state.CreatedAt.ToLocalTime():yyyy-MM-dd HH:mm:ss}";
    }

    /// <summary>A document's line of results: as it is, or for people.</summary>
    /// <param name="line">The line.</param>
    /// <param name="json">Whether it stays JSON.</param>
    /// <param name="prefix">What is left out at the beginning of an id.</param>
    public static string Document(ReadOnlyMemory<byte> line, bool json, string prefix = "")
    {
        var document = JsonElement.Parse(line.Span);
        var name = (document.TryGetProperty("id", out var id) ? id : document.GetProperty("batch")).GetString()!;
        if (name.StartsWith(prefix, StringComparison.Ordinal))
            name = name[prefix.Length..];
        if (json)
            return prefix.Length == 0 ? Encoding.UTF8.GetString(line.Span) : WithId(document, name);
        return document.TryGetProperty("error", out var error)
            ? $"{name}\n  {error.GetProperty("code").GetString()}: {error.GetProperty("message").GetString()}"
            : string.Join('\n', document.GetProperty("results").EnumerateObject().Select(result => StoredResultText.ForPeople(result.Name, result.Value)).Prepend(name));
    }

    /// <summary>Whether a line is of a document that was not answered.</summary>
    public static bool IsError(ReadOnlyMemory<byte> line) => JsonElement.Parse(line.Span).TryGetProperty("error", out _);

    /// <summary>The status as HTTP names it.</summary>
    public static string Name(JobStatus status) => JsonSerializer.Serialize(status).Trim('"');

    private static string WithId(JsonElement document, string id)
    {
        var json = System.Text.Json.Nodes.JsonObject.Create(document)!;
        json["id"] = id;
        return json.ToJsonString(JobsJson.Relaxed.Options);
    }
}
