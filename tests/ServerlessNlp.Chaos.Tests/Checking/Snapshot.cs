using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ServerlessNlp.Storage;

namespace ServerlessNlp.Chaos.Tests.Checking;

/// <summary>Everything that a run left in storage.</summary>
internal sealed class Snapshot
{
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);

    /// <summary>The blobs of the container <c>results</c>.</summary>
    public required Dictionary<string, string> Results { get; init; }

    /// <summary>The markers of the container <c>jobs</c>.</summary>
    public required Dictionary<string, string> Markers { get; init; }

    /// <summary>The messages of the poison queue, as they stand there.</summary>
    public required List<string> Poison { get; init; }

    /// <summary>How many messages are left in the queue of work.</summary>
    public required int Waiting { get; set; }

    /// <summary>Reads storage. The poison queue's messages stay invisible for a while.</summary>
    public static async Task<Snapshot> TakeAsync(string connectionString) => new()
    {
        Results = await ReadAsync(new BlobContainerClient(connectionString, StorageNames.ResultsContainer), _ => true),
        Markers = await ReadAsync(new BlobContainerClient(connectionString, StorageNames.JobsContainer), name => name.Contains("/items/")),
        Poison = await ReadPoisonAsync(new QueueClient(connectionString, StorageNames.PoisonQueue)),
        Waiting = (await new QueueClient(connectionString, StorageNames.DocumentsQueue).GetPropertiesAsync()).Value.ApproximateMessagesCount,
    };

    /// <summary>One to plant faults in.</summary>
    public Snapshot Copy() => new() { Results = new(Results), Markers = new(Markers), Poison = [.. Poison], Waiting = Waiting };

    private static async Task<Dictionary<string, string>> ReadAsync(BlobContainerClient container, Func<string, bool> isWanted)
    {
        var blobs = new Dictionary<string, string>();
        await foreach (var item in container.GetBlobsAsync())
        {
            if (isWanted(item.Name))
                blobs[item.Name] = (await container.GetBlobClient(item.Name).DownloadContentAsync()).Value.Content.ToString();
        }
        return blobs;
    }

    private static async Task<List<string>> ReadPoisonAsync(QueueClient queue)
    {
        var found = new List<string>();
        while ((await queue.ReceiveMessagesAsync(32, Hidden)).Value is { Length: > 0 } messages)
            found.AddRange(messages.Select(message => message.Body.ToString()));
        return found;
    }
}
