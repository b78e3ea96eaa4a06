using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using ServerlessNlp.LocalHost.Workers;

namespace ServerlessNlp.LocalHost.Queues;

/// <summary>
/// Takes messages from a queue for its function as the host of Azure Functions does: so many at once as host.json says,
/// with a lease that's renewed, a retry after a failure, and a poison queue after the last. Stopping lets work finish for
/// a moment, and gives back what did not.
/// </summary>
internal sealed partial class QueueListener(
    QueueFunction function, Func<string, string, QueueClient> openQueue, HostJson host, TimeSpan lease, WorkerSupervisor workers, ILogger<QueueListener> log)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TimeToFinish = TimeSpan.FromSeconds(5);

    private readonly QueueSettings _settings = host.Queues;
    private readonly HashSet<Task> _running = [];

    /// <summary>Listens until it is asked to stop, and until the work under way has ended.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        var queue = openQueue(function.Connection, function.QueueName);
        var poison = openQueue(function.Connection, function.QueueName + "-poison");
        using var abandoning = new CancellationTokenSource();
        try
        {
            await ListenAsync(queue, poison, abandoning.Token, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: what is being worked on is dealt with below.
        }
        abandoning.CancelAfter(TimeToFinish);
        await Task.WhenAll(_running);
    }

    private async Task ListenAsync(QueueClient queue, QueueClient poison, CancellationToken abandoning, CancellationToken stopping)
    {
        var pause = ShortestPause;
        while (true)
        {
            _running.RemoveWhere(task => task.IsCompleted);
            if (_running.Count > _settings.NewBatchThreshold)
            {
                await Task.WhenAny(_running).WaitAsync(stopping);
                continue;
            }
            // Without a worker a message taken would only be counted as tried.
            await workers.Current.WaitAsync(stopping);
            var messages = await ReceiveAsync(queue, stopping);
            foreach (var message in messages)
                _running.Add(Task.Run(() => DealWithAsync(new LeasedMessage(queue, message, lease), poison, abandoning), CancellationToken.None));
            pause = messages.Length > 0 ? ShortestPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, _settings.MaxPollingInterval.Ticks));
            if (messages.Length == 0)
                await Task.Delay(pause, stopping);
        }
    }

    private async Task<QueueMessage[]> ReceiveAsync(QueueClient queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await queue.ReceiveMessagesAsync(_settings.BatchSize, lease, cancellationToken)).Value;
        }
        // Whatever it is, such as an answer that is no answer: the next look may be right, and ending would end the host.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogReceiveFailed(function.QueueName, exception.GetType().Name);
            return [];
        }
    }

    private async Task DealWithAsync(LeasedMessage message, QueueClient poison, CancellationToken abandoning)
    {
        try
        {
            if (message.Content.DequeueCount > _settings.MaxDequeueCount)
                await MoveToPoisonAsync(message, poison);
            else if (await TryRunAsync(message, abandoning))
                await message.DeleteAsync();
            else if (abandoning.IsCancellationRequested)
                await message.GiveBackAsync(TimeSpan.Zero);
            else if (message.Content.DequeueCount >= _settings.MaxDequeueCount)
                await MoveToPoisonAsync(message, poison);
            else
                await message.GiveBackAsync(_settings.VisibilityTimeout);
        }
        catch (Exception exception)
        {
            // The lease will lapse, and the message be seen again.
            LogLost(message.Content.MessageId, exception.GetType().Name);
        }
    }

    private async Task<bool> TryRunAsync(LeasedMessage message, CancellationToken abandoning)
    {
        using var renewing = CancellationTokenSource.CreateLinkedTokenSource(abandoning);
        var renewal = message.RenewAsync(log, renewing.Token);
        try
        {
            var worker = await workers.Current.WaitAsync(abandoning);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(abandoning);
            limit.CancelAfter(host.FunctionTimeout);
            await worker.InvokeAsync(function.Invocation(message.Decoded(_settings.MessageEncoding)), limit.Token);
            return true;
        }
        catch (Exception exception)
        {
            LogFailed(function.Name, message.Content.MessageId, exception.Message);
            return false;
        }
        finally
        {
            await renewing.CancelAsync();
            await renewal;
        }
    }

    private async Task MoveToPoisonAsync(LeasedMessage message, QueueClient poison)
    {
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.Content.Body, timeToLive: TimeSpan.FromSeconds(-1));
        await message.DeleteAsync();
        LogPoisoned(message.Content.MessageId);
    }

    [LoggerMessage(1, LogLevel.Warning, "Queue {Queue} could not be read: {Error}.")]
    private partial void LogReceiveFailed(string queue, string error);

    [LoggerMessage(2, LogLevel.Warning, "{Function} failed for message {MessageId}: {Error}")]
    private partial void LogFailed(string function, string messageId, string error);

    [LoggerMessage(3, LogLevel.Warning, "Message {MessageId} went to the poison queue after its last attempt.")]
    private partial void LogPoisoned(string messageId);

    [LoggerMessage(4, LogLevel.Warning, "Message {MessageId} could not be finished ({Error}); it will be seen again.")]
    private partial void LogLost(string messageId, string error);
}
