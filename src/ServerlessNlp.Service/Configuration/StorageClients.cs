using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace ServerlessNlp.Service.Configuration;

/// <summary>The containers and queues that the settings name. Thread-safe; creating it reads configuration but calls no service.</summary>
public sealed class StorageClients(StorageConnections connections, IOptions<NlpOptions> options)
{
    private readonly BlobServiceClient _documents = connections.Blobs(options.Value.DocumentStorage);

    /// <summary>Model packages.</summary>
    public BlobContainerClient Models { get; } = connections.Blobs(options.Value.ModelStorage).GetBlobContainerClient(StorageNames.ModelsContainer);

    /// <summary>Results.</summary>
    public BlobContainerClient Results => Container(StorageNames.ResultsContainer);

    /// <summary>Jobs and their markers.</summary>
    public BlobContainerClient Jobs => Container(StorageNames.JobsContainer);

    /// <summary>The queue of work.</summary>
    public QueueClient Documents { get; } = connections.Queue(options.Value.DocumentStorage, StorageNames.DocumentsQueue);

    /// <summary>The queue of failed work.</summary>
    public QueueClient Poison { get; } = connections.Queue(options.Value.DocumentStorage, StorageNames.PoisonQueue);

    /// <summary>The queue that is told when a job has ended; null where nobody is.</summary>
    public QueueClient? Completions { get; } = options.Value.CompletionQueue is { Length: > 0 } name ? connections.Queue(options.Value.DocumentStorage, name) : null;

    /// <summary>A container of the document storage.</summary>
    public BlobContainerClient Container(string name) => _documents.GetBlobContainerClient(name);

    /// <summary>Creates the containers and queues that are not there.</summary>
    public async Task CreateMissingAsync(CancellationToken cancellationToken)
    {
        await Models.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        foreach (var name in StorageNames.Containers.Except([StorageNames.ModelsContainer]))
            await Container(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await Documents.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await Poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        if (Completions is { } completions)
            await completions.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Asks both services for something small, to see that they answer.</summary>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await Models.ExistsAsync(cancellationToken);
        await Documents.ExistsAsync(cancellationToken);
    }
}
