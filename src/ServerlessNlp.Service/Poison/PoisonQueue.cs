using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;
using ServerlessNlp.Service.Queue;

namespace ServerlessNlp.Service.Poison;

/// <summary>Where work ends that failed, with its reason. Nothing is dropped. Thread-safe.</summary>
public sealed class PoisonQueue(StorageClients storage, OriginalStore originals)
{
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>Puts a message there.</summary>
    public async Task AddAsync(QueuedMessage message, WorkError reason, CancellationToken cancellationToken)
    {
        var original = await originals.KeepAsync(message.Id, message.Text, cancellationToken);
        var poison = new PoisonMessage(WorkMessage.CurrentVersion, message.Id, reason, message.Attempts, original);
        await storage.Poison.SendMessageAsync(poison.ToQueueText(), timeToLive: Forever, cancellationToken: cancellationToken);
    }
}
