using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ServerlessNlp.LocalHost.Rpc;

namespace ServerlessNlp.LocalHost.Workers;

/// <summary>
/// Keeps a worker running: one that ends by itself is started again, after a delay that grows while workers end soon
/// after their start. Thread-safe.
/// </summary>
internal sealed partial class WorkerSupervisor(WorkerDescription description, Func<Uri> host, WorkerStreams streams, IReadOnlyDictionary<string, string?> settings, ILoggerFactory loggers) : IAsyncDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(12);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _log = loggers.CreateLogger("Worker");
    private volatile TaskCompletionSource<FunctionsWorker> _current = NewSource();
    private Task _watching = Task.CompletedTask;

    /// <summary>The worker that runs, or the next one.</summary>
    public Task<FunctionsWorker> Current => _current.Task;

    /// <summary>Starts the first worker.</summary>
    /// <exception cref="FunctionsHostException">It can't be started: a second one wouldn't fare better.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var worker = await LaunchAsync(cancellationToken);
        _current.SetResult(worker);
        _watching = WatchAsync(worker);
    }

    /// <summary>Asks the worker to end, and starts no other.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await _watching;
        _stopping.Dispose();
    }

    private async Task WatchAsync(FunctionsWorker worker)
    {
        var delay = FirstDelay;
        try
        {
            while (true)
            {
                var exitCode = await worker.Ended.WaitAsync(_stopping.Token);
                if (Stopwatch.GetElapsedTime(worker.Started) > Settled)
                    delay = FirstDelay;
                LogEnded(_log, worker.ProcessId, exitCode, delay.TotalSeconds);
                worker.Dispose();
                _current = NewSource();
                (worker, delay) = await RelaunchAsync(delay);
                _current.SetResult(worker);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            _current.TrySetCanceled();
            if (!worker.Ended.IsCompleted)
                await worker.EndAsync(TimeToEnd);
        }
    }

    private async Task<(FunctionsWorker Worker, TimeSpan NextDelay)> RelaunchAsync(TimeSpan delay)
    {
        while (true)
        {
            await Task.Delay(delay, _stopping.Token);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks));
            try
            {
                return (await LaunchAsync(_stopping.Token), delay);
            }
            catch (FunctionsHostException exception)
            {
                LogNotStarted(_log, exception.Message, delay.TotalSeconds);
            }
        }
    }

    private async Task<FunctionsWorker> LaunchAsync(CancellationToken cancellationToken)
    {
        var worker = await FunctionsWorker.StartAsync(description, host(), streams, settings, _log, cancellationToken);
        LogStarted(_log, worker.ProcessId, worker.Functions.Count);
        return worker;
    }

    private static TaskCompletionSource<FunctionsWorker> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(1, LogLevel.Information, "Worker {ProcessId} runs with {Functions} functions.")]
    private static partial void LogStarted(ILogger log, int processId, int functions);

    [LoggerMessage(2, LogLevel.Warning, "Worker {ProcessId} ended with exit code {ExitCode}; another one is started in {Seconds} s.")]
    private static partial void LogEnded(ILogger log, int processId, int exitCode, double seconds);

    [LoggerMessage(3, LogLevel.Error, "No worker could be started: {Reason} The next attempt is in {Seconds} s.")]
    private static partial void LogNotStarted(ILogger log, string reason, double seconds);
}
