using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace ServerlessNlp.LocalHost.Queues;

/// <summary>A message while it's worked on: invisible to others for the length of a lease.</summary>
internal sealed partial class LeasedMessage(QueueClient queue, QueueMessage content, TimeSpan lease)
{
    private string _popReceipt = content.PopReceipt;

    /// <summary>The message as it was received.</summary>
    public QueueMessage Content { get; } = content;

    /// <summary>The message as its function gets it.</summary>
    /// <exception cref="FormatException">It should be base64 and isn't.</exception>
    public QueueMessage Decoded(string encoding) => encoding == "none"
        ? Content
        : QueuesModelFactory.QueueMessage(
            Content.MessageId, Content.PopReceipt, Encoding.UTF8.GetString(Convert.FromBase64String(Content.Body.ToString())),
            Content.DequeueCount, Content.NextVisibleOn, Content.InsertedOn, Content.ExpiresOn);

    /// <summary>Renews the lease at half of its length, until cancelled.</summary>
    public async Task RenewAsync(ILogger log, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(lease / 2, cancellationToken);
                await UpdateAsync(lease, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The work is over.
        }
        catch (Exception exception)
        {
            // Another worker will do the work as well; results are written once, so that is no harm.
            LogLeaseLost(log, Content.MessageId, exception.GetType().Name);
        }
    }

    /// <summary>Removes the message: it is dealt with.</summary>
    public Task DeleteAsync() => queue.DeleteMessageAsync(Content.MessageId, _popReceipt);

    /// <summary>Lets others see the message after a delay.</summary>
    public Task GiveBackAsync(TimeSpan delay) => UpdateAsync(delay, CancellationToken.None);

    private async Task UpdateAsync(TimeSpan visibleAfter, CancellationToken cancellationToken)
    {
        var receipt = await queue.UpdateMessageAsync(Content.MessageId, _popReceipt, Content.Body, visibleAfter, cancellationToken);
        _popReceipt = receipt.Value.PopReceipt;
    }

    [LoggerMessage(1, LogLevel.Warning, "The lease of message {MessageId} could not be renewed: {Error}.")]
    private static partial void LogLeaseLost(ILogger log, string messageId, string error);
}
