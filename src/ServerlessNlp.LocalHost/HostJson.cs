using System.Globalization;
using System.Text.Json;
using ServerlessNlp.LocalHost.Queues;

namespace ServerlessNlp.LocalHost;

/// <summary>The parts of a worker's host.json that this host heeds. Missing ones have the defaults of Azure Functions (learn.microsoft.com/azure/azure-functions/functions-host-json).</summary>
/// <param name="RoutePrefix">What stands before each route.</param>
/// <param name="FunctionTimeout">How long a function may take.</param>
/// <param name="Queues">How queues are taken from.</param>
/// <param name="LogLevels">The least level that is logged, by the beginning of a category; <c>default</c> for all others.</param>
internal sealed record HostJson(string RoutePrefix, TimeSpan FunctionTimeout, QueueSettings Queues, IReadOnlyDictionary<string, string> LogLevels)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    /// <summary>Reads the host.json of a worker's folder.</summary>
    /// <exception cref="FunctionsHostException">It is missing or not valid.</exception>
    public static HostJson Read(string directory)
    {
        var file = Path.Combine(directory, "host.json");
        return File.Exists(file) ? Parse(File.ReadAllBytes(file)) : throw new FunctionsHostException($"{file} is missing.");
    }

    /// <summary>Reads the content of a host.json.</summary>
    /// <exception cref="FunctionsHostException">It is not valid.</exception>
    public static HostJson Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var root = JsonElement.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return new HostJson(
                Find(root, "extensions", "http", "routePrefix")?.GetString() ?? "api",
                Find(root, "functionTimeout")?.GetString() is { } timeout ? Timeout(timeout) : DefaultTimeout,
                Find(root, "extensions", "queues")?.Deserialize<QueueSettings>(JsonSerializerOptions.Web)?.Validated() ?? new QueueSettings(),
                Find(root, "logging", "logLevel")?.Deserialize<Dictionary<string, string>>() ?? []);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new FunctionsHostException($"host.json is not valid: {exception.Message}", exception);
        }
    }

    // "-1" is the host's word for no limit.
    private static TimeSpan Timeout(string text) => text == "-1" ? System.Threading.Timeout.InfiniteTimeSpan : TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static JsonElement? Find(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
                return null;
        }
        return json;
    }
}
