using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;
using ServerlessNlp.Service.Queue;

namespace ServerlessNlp.Service.Poison;

/// <summary>
/// The poison queue for people: what lies there, and what becomes of it. A queue shows no more than its first 32 messages, so
/// messages are taken, for a short time, and given back. Thread-safe.
/// </summary>
public sealed class PoisonStore(StorageClients storage, OriginalStore originals, JobStore jobs)
{
    private const int MessagesAtOnce = 32;

    /// <summary>After this time what was taken is seen again by itself, should whoever took it be killed.</summary>
    public static readonly TimeSpan Hidden = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>Takes every message that is visible, a few at a time. The caller gives back, replays or drops each.</summary>
    public async IAsyncEnumerable<PoisonEntry> TakeAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        while (true)
        {
            var messages = (await storage.Poison.ReceiveMessagesAsync(MessagesAtOnce, Hidden, cancellationToken)).Value;
            // Seen again: reading takes longer than they are hidden, and all have been seen.
            var fresh = messages.Where(message => seen.Add(message.MessageId)).ToList();
            if (fresh.Count == 0)
                yield break;
            foreach (var message in fresh)
                yield return new PoisonEntry(message);
        }
    }

    /// <summary>How many messages are there, those that somebody has taken included.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken) =>
        (await storage.Poison.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;

    /// <summary>Lets others see a message again, at once.</summary>
    public Task GiveBackAsync(PoisonEntry entry, CancellationToken cancellationToken) =>
        UnlessLapsed(() => storage.Poison.UpdateMessageAsync(entry.Stored.MessageId, entry.Stored.PopReceipt, entry.Stored.Body, TimeSpan.Zero, cancellationToken));

    /// <summary>
    /// Opens the job that the original is part of, puts the original back into the queue <c>documents</c>, and then removes the
    /// poison message: whoever dies in between leaves both, and a document that is worked on twice is answered once.
    /// </summary>
    /// <exception cref="NlpException">DocumentNotFound: the original was too large for the message, and the blob that kept it has gone.</exception>
    public async Task ReplayAsync(PoisonEntry entry, CancellationToken cancellationToken)
    {
        var text = OriginalMessage.ToQueueText(await OriginalAsync(entry, cancellationToken));
        await ReopenAsync(text, cancellationToken);
        await storage.WorkQueue.SendMessageAsync(text, timeToLive: Forever, cancellationToken: cancellationToken);
        await RemoveAsync(entry, cancellationToken);
    }

    /// <summary>Removes a message, and what was kept for it.</summary>
    public async Task DropAsync(PoisonEntry entry, CancellationToken cancellationToken)
    {
        await RemoveAsync(entry, cancellationToken);
        await originals.RemoveAsync(entry.Id, entry.Message.Message, cancellationToken);
    }

    /// <summary>The original message, also where it was too large for the poison message.</summary>
    /// <exception cref="NlpException">DocumentNotFound: the blob that kept it has gone.</exception>
    public Task<JsonElement> OriginalAsync(PoisonEntry entry, CancellationToken cancellationToken) =>
        originals.ReadAsync(entry.Id, entry.Message.Message, cancellationToken);

    private Task RemoveAsync(PoisonEntry entry, CancellationToken cancellationToken) =>
        UnlessLapsed(() => storage.Poison.DeleteMessageAsync(entry.Stored.MessageId, entry.Stored.PopReceipt, cancellationToken));

    // A work item's marker says failed, and a job that could not be planned has ended: the message would change nothing.
    private Task ReopenAsync(string queueText, CancellationToken cancellationToken) => Parse(queueText) switch
    {
        WorkMessage { Job: { } job, Item: { } item } => jobs.ReopenItemAsync(job, item, cancellationToken),
        JobMessage { Step: JobStep.Plan, Job: var job } => jobs.ReopenAsync(job, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static IQueueWork? Parse(string queueText)
    {
        try
        {
            return WorkMessageParser.Parse(WorkMessageParser.Decode(queueText));
        }
        catch (NlpException)
        {
            // It can't be worked on as it is, and its new reason will say so again.
            return null;
        }
    }

    private static async Task UnlessLapsed(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (RequestFailedException exception) when (exception.Status == 404 || exception.ErrorCode == "PopReceiptMismatch")
        {
            // It was hidden no longer, and somebody else has it or has dealt with it.
        }
    }
}
