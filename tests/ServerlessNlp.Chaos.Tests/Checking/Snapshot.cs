using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ServerlessNlp.Chaos.Tests.Processes;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Chaos.Tests.Checking;

/// <summary>Everything that a run left in storage.</summary>
internal sealed class Snapshot
{
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);

    /// <summary>The blobs of the container <c>results</c>.</summary>
    public required Dictionary<string, string> Results { get; init; }

    /// <summary>The markers of the container <c>jobs</c>.</summary>
    public required Dictionary<string, string> Markers { get; init; }

    /// <summary>How jobs ended, of the same container.</summary>
    public required Dictionary<string, string> Ends { get; init; }

    /// <summary>The events of jobs that have ended, decoded.</summary>
    public required List<string> Completions { get; init; }

    /// <summary>The messages of the poison queue, as they stand there.</summary>
    public required List<string> Poison { get; init; }

    /// <summary>How many messages are left in the queue of work.</summary>
    public required int Waiting { get; set; }

    /// <summary>Reads storage. The messages of its queues stay invisible for a while.</summary>
    public static async Task<Snapshot> TakeAsync(string connectionString) => new()
    {
        Results = await ReadAsync(new BlobContainerClient(connectionString, StorageNames.ResultsContainer), _ => true),
        Markers = await ReadAsync(new BlobContainerClient(connectionString, StorageNames.JobsContainer), name => name.Contains("/items/")),
        Ends = await ReadAsync(new BlobContainerClient(connectionString, StorageNames.JobsContainer), name => name.EndsWith("/done.json", StringComparison.Ordinal)),
        Completions = [.. (await ReadAsync(new QueueClient(connectionString, Worker.CompletionQueue))).Select(text => Encoding.UTF8.GetString(Convert.FromBase64String(text)))],
        Poison = await ReadAsync(new QueueClient(connectionString, StorageNames.PoisonQueue)),
        Waiting = (await new QueueClient(connectionString, StorageNames.DocumentsQueue).GetPropertiesAsync()).Value.ApproximateMessagesCount,
    };

    /// <summary>One to plant faults in.</summary>
    public Snapshot Copy() => new() { Results = new(Results), Markers = new(Markers), Ends = new(Ends), Completions = [.. Completions], Poison = [.. Poison], Waiting = Waiting };

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

    private static async Task<List<string>> ReadAsync(QueueClient queue)
    {
        var found = new List<string>();
        while ((await queue.ReceiveMessagesAsync(32, Hidden)).Value is { Length: > 0 } messages)
            found.AddRange(messages.Select(message => message.Body.ToString()));
        return found;
    }
}
