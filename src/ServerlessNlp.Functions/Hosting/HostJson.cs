using System.Text.Json;

namespace ServerlessNlp.Functions.Hosting;

/// <summary>What functions must know of the host.json beside them.</summary>
/// <param name="MaxDequeueCount">How often the host delivers a message before it sets it aside.</param>
public sealed record HostJson(int MaxDequeueCount)
{
    // The functions host's own default.
    private const int DefaultMaxDequeueCount = 5;

    /// <summary>Reads the host.json beside the application.</summary>
    /// <exception cref="InvalidOperationException">It is missing or not valid.</exception>
    public static HostJson Read()
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "host.json")), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return new HostJson(json.RootElement.TryGetProperty("extensions", out var extensions)
                && extensions.TryGetProperty("queues", out var queues)
                && queues.TryGetProperty("maxDequeueCount", out var count) ? count.GetInt32() : DefaultMaxDequeueCount);
        }
        catch (Exception exception) when (exception is JsonException or FileNotFoundException or FormatException)
        {
            throw new InvalidOperationException($"host.json is not valid: {exception.Message}", exception);
        }
    }
}
