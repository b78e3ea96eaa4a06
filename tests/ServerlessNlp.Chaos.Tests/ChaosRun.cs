using System.Diagnostics;
using ServerlessNlp.Chaos.Tests.Checking;
using ServerlessNlp.Chaos.Tests.Documents;
using ServerlessNlp.Chaos.Tests.Faults;
using ServerlessNlp.Chaos.Tests.Processes;

namespace ServerlessNlp.Chaos.Tests;

/// <summary>A run: workers do the documents of a set while everything that may fail does.</summary>
internal sealed class ChaosRun(int seed, int workerCount, DocumentSet set, Reference reference)
{
    private readonly FaultCounts _counts = new();
    private readonly RequestFaultSource _requests = new(seed);
    private Worker[] _workers = [];

    /// <summary>Does it, and checks what is in storage afterwards.</summary>
    public async Task<RunReport> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await using var workplace = await Workplace.CreateAsync(folder);
        await using var proxy = await FaultProxy.StartAsync(workplace.Storage, _requests, _counts);
        _workers = [.. Enumerable.Range(0, workerCount).Select(number => new Worker($"worker-{number}", proxy.ConnectionString, folder))];
        using var jobs = new JobClient(_workers);
        var sender = new Sender(workplace.Storage, jobs);
        try
        {
            await Task.WhenAll(_workers.Select(worker => worker.WaitUntilReadyAsync(cancellationToken)));
            using var faultsEnd = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var faults = InjectAsync(workplace.Storage, faultsEnd.Token);
            await sender.SendAsync(set.Steps, cancellationToken);
            await sender.WaitUntilEmptyAsync(cancellationToken);
            await faultsEnd.CancelAsync();
            await faults;
        }
        finally
        {
            _requests.End();
            await Task.WhenAll(_workers.Select(worker => worker.DisposeAsync().AsTask()));
        }
        var findings = new Checker(set, reference, sender.Log).Check(await Snapshot.TakeAsync(workplace.Storage.ConnectionString));
        return new RunReport(
            seed, clock.Elapsed, set.Count, sender.Log.Messages, proxy.Deliveries, set.Bad.Count,
            _workers.Sum(worker => worker.Starts), _workers.Sum(worker => worker.FailedStarts), _counts,
            [.. findings, .. _workers.SelectMany(worker => worker.Findings)]);
    }

    // Those that last go on beside those that follow: a storm may meet a frozen worker.
    private async Task InjectAsync(Azurite storage, CancellationToken cancellationToken)
    {
        _requests.Begin();
        var lasting = new List<Task>();
        try
        {
            foreach (var fault in new FaultSchedule(seed, _workers.Length).Faults())
            {
                await Task.Delay(fault.After, cancellationToken);
                if (TryDo(fault, storage, cancellationToken) is not { } lasts)
                    continue;
                _counts.Add(fault.Kind);
                lasting.Add(lasts);
                // On a busy machine storage takes its time: it must be there for a while before anything happens to it again.
                if (fault.Kind == FaultKind.RestartStorage)
                    await lasts;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The documents are done.
        }
        await Task.WhenAll(lasting).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    // Null where no worker is running that it could be done to.
    private Task? TryDo(Fault fault, Azurite storage, CancellationToken cancellationToken) => fault.Kind switch
    {
        FaultKind.KillWorker => AnyWorker(fault.Worker, worker => worker.TryKillWorker() ? Task.CompletedTask : null),
        FaultKind.KillHost => AnyWorker(fault.Worker, worker => worker.TryEnd(Signals.Kill) ? Task.CompletedTask : null),
        FaultKind.TerminateHost => AnyWorker(fault.Worker, worker => worker.TryEnd(Signals.Terminate) ? Task.CompletedTask : null),
        FaultKind.FreezeHost => AnyWorker(fault.Worker, worker => worker.TryFreeze(fault.Length, cancellationToken)),
        FaultKind.RestartStorage => storage.RestartAsync(fault.Length, cancellationToken),
        FaultKind.Storm => _requests.StormAsync(fault.Length, cancellationToken),
        _ => throw new InvalidOperationException($"No such fault: {fault.Kind}."),
    };

    private Task? AnyWorker(int first, Func<Worker, Task?> tryDo) =>
        Enumerable.Range(first, _workers.Length).Select(number => tryDo(_workers[number % _workers.Length])).FirstOrDefault(task => task is not null);
}
