using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace ServerlessNlp.Service.Configuration;

/// <summary>
/// The containers and queues that the settings name. Thread-safe; calls no service by itself. Where a connection is not
/// configured, or wrongly, using it is refused, and so is <see cref="Check"/>.
/// </summary>
public sealed class StorageClients
{
    private readonly NlpOptions _options;
    private readonly Lazy<BlobServiceClient> _modelBlobs;
    private readonly Lazy<BlobServiceClient> _documentBlobs;
    private readonly Lazy<QueueClient> _workQueue;
    private readonly Lazy<QueueClient> _poison;
    private readonly Lazy<QueueClient?> _completions;

    /// <summary>Reads nothing yet.</summary>
    public StorageClients(StorageConnections connections, IOptions<NlpOptions> options)
    {
        _options = options.Value;
        _modelBlobs = new(() => connections.Blobs(_options.ModelStorage));
        _documentBlobs = new(() => connections.Blobs(_options.DocumentStorage));
        _workQueue = new(() => connections.Queue(_options.DocumentStorage, StorageNames.DocumentsQueue));
        _poison = new(() => connections.Queue(_options.DocumentStorage, StorageNames.PoisonQueue));
        _completions = new(() => _options.CompletionQueue is { Length: > 0 } name ? connections.Queue(_options.DocumentStorage, name) : null);
    }

    /// <summary>Model packages.</summary>
    public BlobContainerClient Models => _modelBlobs.Value.GetBlobContainerClient(StorageNames.ModelsContainer);

    /// <summary>Results.</summary>
    public BlobContainerClient Results => Container(StorageNames.ResultsContainer);

    /// <summary>Jobs and their markers.</summary>
    public BlobContainerClient Jobs => Container(StorageNames.JobsContainer);

    /// <summary>The queue of work.</summary>
    public QueueClient WorkQueue => _workQueue.Value;

    /// <summary>The queue of failed work.</summary>
    public QueueClient Poison => _poison.Value;

    /// <summary>The queue that is told when a job has ended; null where nobody is.</summary>
    public QueueClient? Completions => _completions.Value;

    /// <summary>A container of the document storage.</summary>
    public BlobContainerClient Container(string name) => _documentBlobs.Value.GetBlobContainerClient(name);

    /// <summary>Reads every connection, as far as that needs no call.</summary>
    /// <exception cref="NlpException">StorageUnavailable: one is not configured, or wrongly; the message tells which and how.</exception>
    public void Check() => _ = (Models, Results, WorkQueue, Poison, Completions);

    /// <summary>Creates the containers and queues that are not there.</summary>
    public async Task CreateMissingAsync(CancellationToken cancellationToken)
    {
        await Models.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        foreach (var name in StorageNames.Containers.Except([StorageNames.ModelsContainer]))
            await Container(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await WorkQueue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await Poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        if (Completions is { } completions)
            await completions.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Asks every service that is used for something small, to see that it answers and has what is needed.</summary>
    /// <exception cref="NlpException">StorageUnavailable: the message tells which connection it is, and what is wrong.</exception>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await PingAsync(_options.ModelStorage, $"container {StorageNames.ModelsContainer}", async () => await Models.ExistsAsync(cancellationToken));
        await PingAsync(_options.DocumentStorage, $"container {StorageNames.JobsContainer}", async () => await Jobs.ExistsAsync(cancellationToken));
        await PingAsync(_options.DocumentStorage, $"queue {StorageNames.DocumentsQueue}", async () => await WorkQueue.ExistsAsync(cancellationToken));
    }

    private static async Task PingAsync(string connection, string what, Func<Task<bool>> exists)
    {
        try
        {
            if (!await exists())
                throw new NlpException(ErrorCode.StorageUnavailable, $"The storage connection '{connection}' has no {what}. Create it, as docs/deploy.md tells.");
        }
        catch (Exception exception) when (StorageErrors.IsOne(exception))
        {
            var error = StorageErrors.Translate(exception);
            throw new NlpException(error.Code, $"The storage connection '{connection}': {error.Message}", error.RetryAfter);
        }
    }
}
