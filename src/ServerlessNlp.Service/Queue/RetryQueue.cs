using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Queue;

/// <summary>
/// Messages that are to be tried again. The host owns a message that it has delivered, so a copy is put back with a delay,
/// carrying its history, and the delivery is completed: who dies in between leaves both, and <see cref="DeliveryLog"/> tells
/// which of them goes on. Thread-safe.
/// </summary>
public sealed class RetryQueue(StorageClients storage, OriginalStore originals)
{
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>The message of a delivery, with its history where it has one.</summary>
    /// <exception cref="NlpException">DocumentNotFound: the message was kept in a blob, which has gone.</exception>
    public async Task<QueuedMessage> OpenAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (RetryMessage.TryParse(delivery.Text) is not { } retry)
            return QueuedMessage.New(delivery);
        var original = await originals.ReadAsync(retry.Id, retry.Message, cancellationToken);
        return new QueuedMessage(retry.Id, OriginalMessage.ToQueueText(original), retry.Attempts);
    }

    /// <summary>Puts a copy into the queue that is seen after the delay.</summary>
    public async Task PutBackAsync(QueuedMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        var original = await originals.KeepAsync(message.Id, message.Text, cancellationToken);
        var copy = new RetryMessage(WorkMessage.CurrentVersion, message.Id, message.Attempts, original);
        await storage.WorkQueue.SendMessageAsync(copy.ToQueueText(), delay, Forever, cancellationToken);
    }
}
