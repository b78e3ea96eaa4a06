using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace ServerlessNlp.Service.Configuration;

/// <summary>
/// Clients for named storage connections, configured as Azure Functions configures them: a connection string under the
/// name, or a section with <c>blobServiceUri</c> and <c>queueServiceUri</c> and an identity (<c>credential</c>, <c>clientId</c>).
/// Thread-safe.
/// </summary>
public sealed class StorageConnections(IConfiguration configuration)
{
    /// <summary>The connection that is used where the settings name no other.</summary>
    public const string DefaultName = "DocumentStorage";

    /// <summary>The connection of the functions host, used where <see cref="DefaultName"/> is not configured.</summary>
    public const string HostName = "AzureWebJobsStorage";

    /// <summary>A client for the blobs of a connection.</summary>
    /// <exception cref="NlpException">StorageUnavailable: the connection is not configured, or wrongly.</exception>
    public BlobServiceClient Blobs(string name)
    {
        var connection = Find(name);
        // A name is what it is: without its slashes it is another blob's.
        var options = new BlobClientOptions { TrimBlobNameSlashes = false, Retry = { Mode = RetryMode.Exponential, MaxRetries = 5, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(5), NetworkTimeout = TimeSpan.FromSeconds(30) } };
        return connection.Value is { Length: > 0 } text
            ? Parsed(name, () => new BlobServiceClient(text, options))
            : Parsed(name, () => new BlobServiceClient(ServiceUri(connection, name, "blob"), Credential(connection), options));
    }

    /// <summary>A client for a queue of a connection. Bodies are what stands in the queue: not decoded.</summary>
    /// <exception cref="NlpException">StorageUnavailable: the connection is not configured, or wrongly.</exception>
    public QueueClient Queue(string name, string queue)
    {
        var connection = Find(name);
        var options = new QueueClientOptions { Retry = { Mode = RetryMode.Exponential, MaxRetries = 5, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(5), NetworkTimeout = TimeSpan.FromSeconds(30) } };
        return connection.Value is { Length: > 0 } text
            ? Parsed(name, () => new QueueClient(text, queue, options))
            : Parsed(name, () => new QueueClient(new Uri(ServiceUri(connection, name, "queue"), queue), Credential(connection), options));
    }

    private IConfigurationSection Find(string name)
    {
        string[] candidates = name == DefaultName ? [name, HostName] : [name];
        // As the functions host looks them up: under ConnectionStrings, as they are, and with its own prefix.
        var sections = candidates.SelectMany(candidate => new[] { $"ConnectionStrings:{candidate}", candidate, $"AzureWebJobs{candidate}" });
        return sections.Select(configuration.GetSection).FirstOrDefault(section => section.Exists())
            ?? throw Wrong($"The storage connection '{name}' is not configured. Set {name} to a connection string, or {name}__blobServiceUri and {name}__queueServiceUri.");
    }

    private static TClient Parsed<TClient>(string name, Func<TClient> create)
    {
        try
        {
            return create();
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            // Not the inner message: it may hold the key.
            throw Wrong($"The storage connection '{name}' is not valid: set {name} to the connection string as the portal gives it, or {name}__blobServiceUri and {name}__queueServiceUri to addresses with https.");
        }
    }

    private static Uri ServiceUri(IConfigurationSection connection, string name, string service)
    {
        var text = connection[$"{service}ServiceUri"]
            ?? (connection["accountName"] is { Length: > 0 } account ? $"https://{account}.{service}.core.windows.net" : null);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? new Uri(uri.AbsoluteUri.TrimEnd('/') + "/")
            : throw Wrong($"The storage connection '{name}' needs {name}__{service}ServiceUri.");
    }

    private static NlpException Wrong(string sentence) => new(ErrorCode.StorageUnavailable, sentence);

    private static TokenCredential Credential(IConfigurationSection connection) =>
        string.Equals(connection["credential"], "managedidentity", StringComparison.OrdinalIgnoreCase)
            ? new ManagedIdentityCredential(connection["clientId"] is { Length: > 0 } clientId ? ManagedIdentityId.FromUserAssignedClientId(clientId) : ManagedIdentityId.SystemAssigned)
            : new DefaultAzureCredential();
}
