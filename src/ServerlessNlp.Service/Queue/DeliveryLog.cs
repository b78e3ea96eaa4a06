using System.Globalization;
using Azure.Storage.Blobs.Models;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Queue;

/// <summary>
/// What is written down of deliveries, since a queue keeps only their count: a blob each in the container <c>jobs</c>, under
/// <c>attempts/{id of the first message}/</c>. Thread-safe.
/// </summary>
public sealed class DeliveryLog(StorageClients storage)
{
    /// <summary>Notes that a worker was asked to stop in the middle of a delivery: an end that is no crash.</summary>
    public Task NoteStopAsync(QueuedMessage message, Delivery delivery, CancellationToken cancellationToken) =>
        storage.Jobs.TryWriteOnceAsync(AddressOf(message, "stopped", delivery), BinaryData.Empty, null, cancellationToken);

    /// <summary>Notes that the message is tried alone, until <see cref="EndAloneAsync"/>: where that doesn't come, the worker died of it.</summary>
    public Task BeginAloneAsync(QueuedMessage message, Delivery delivery, CancellationToken cancellationToken) =>
        storage.Jobs.TryWriteOnceAsync(AddressOf(message, "alone", delivery), BinaryData.Empty, null, cancellationToken);

    /// <summary>Takes back <see cref="BeginAloneAsync"/>: the worker lives.</summary>
    public Task EndAloneAsync(QueuedMessage message, Delivery delivery, CancellationToken cancellationToken) =>
        storage.Jobs.GetBlobClient(AddressOf(message, "alone", delivery)).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>What the deliveries before this one came to.</summary>
    public async Task<DeliveryHistory> ReadAsync(QueuedMessage message, Delivery delivery, CancellationToken cancellationToken)
    {
        var (stops, crashes) = (0, new List<DateTimeOffset>());
        await foreach (var blob in storage.Jobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, FolderOf(message), cancellationToken))
        {
            if (blob.Name.StartsWith($"{FolderOf(message)}stopped/{delivery.MessageId}/", StringComparison.Ordinal))
                stops++;
            else if (blob.Name.StartsWith($"{FolderOf(message)}alone/", StringComparison.Ordinal))
                crashes.Add(blob.Properties.LastModified ?? default);
        }
        return new DeliveryHistory(delivery.DequeueCount - 1 - stops > 0, crashes);
    }

    /// <summary>
    /// Whether this copy of a message is the one that goes on after the attempt that has just failed. A crash between putting
    /// a copy back and completing the delivery leaves two; the first to fail goes on, and the other has nothing more to do.
    /// </summary>
    public async Task<bool> GoesOnAsync(QueuedMessage message, Delivery delivery, CancellationToken cancellationToken)
    {
        var address = $"{FolderOf(message)}failed/{message.Attempts.Count.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            if (await storage.Jobs.TryWriteOnceAsync(address, new BinaryData(delivery.MessageId), null, cancellationToken))
                return true;
            var first = await storage.Jobs.ReadOrNullAsync(address, cancellationToken);
            return first is null || first.Content.ToString() == delivery.MessageId;
        }
        catch (Exception exception) when (StorageErrors.IsOne(exception))
        {
            // Blobs may be away while the queue is there: rather both than none.
            return true;
        }
    }

    private static string FolderOf(QueuedMessage message) => $"attempts/{message.Id}/";

    private static string AddressOf(QueuedMessage message, string what, Delivery delivery) =>
        string.Create(CultureInfo.InvariantCulture, $"{FolderOf(message)}{what}/{delivery.MessageId}/{delivery.DequeueCount}");
}

/// <summary>What the earlier deliveries of a message came to.</summary>
/// <param name="IsSuspect">Whether one has ended without a word: the message was there when a worker died, of it or of another.</param>
/// <param name="Crashes">When workers began to try it alone that died of it.</param>
public sealed record DeliveryHistory(bool IsSuspect, IReadOnlyList<DateTimeOffset> Crashes)
{
    /// <summary>That of a message which nobody has had.</summary>
    public static DeliveryHistory None { get; } = new(false, []);
}
