using System.Text.Json;

namespace ServerlessNlp.Functions.Hosting;

/// <summary>The parts of host.json that a host and functions must agree on. Missing ones have the defaults of Azure Functions.</summary>
/// <param name="RoutePrefix">What stands before each route.</param>
/// <param name="Queues">How queues are taken from.</param>
public sealed record HostJson(string RoutePrefix, QueueSettings Queues)
{
    /// <summary>Reads the host.json beside the application.</summary>
    /// <exception cref="InvalidOperationException">It is missing or not valid.</exception>
    public static HostJson Read() => Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "host.json")));

    /// <summary>Reads the content of a host.json.</summary>
    /// <exception cref="InvalidOperationException">It is not valid.</exception>
    public static HostJson Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var root = JsonElement.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            var extensions = root.TryGetProperty("extensions", out var found) ? found : default;
            return new HostJson(
                Section(extensions, "http") is { } http && http.TryGetProperty("routePrefix", out var prefix) ? prefix.GetString() ?? "" : "api",
                Section(extensions, "queues")?.Deserialize<QueueSettings>(JsonSerializerOptions.Web)?.Validated() ?? new QueueSettings());
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"host.json is not valid: {exception.Message}", exception);
        }
    }

    private static JsonElement? Section(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var section) ? section : null;
}
