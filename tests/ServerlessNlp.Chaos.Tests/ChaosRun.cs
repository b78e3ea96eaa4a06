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
        var sender = new Sender(workplace.Storage);
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
            seed, clock.Elapsed, set.Documents.Count, sender.Log.Messages, proxy.Deliveries, set.Bad.Count,
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
                _counts.Add(fault.Kind);
                lasting.Add(DoAsync(fault, storage, cancellationToken));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The documents are done.
        }
        await Task.WhenAll(lasting).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private Task DoAsync(Fault fault, Azurite storage, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.KillWorker:
                _workers[fault.Worker].End(Signals.Kill);
                return Task.CompletedTask;
            case FaultKind.TerminateWorker:
                _workers[fault.Worker].End(Signals.Terminate);
                return Task.CompletedTask;
            case FaultKind.FreezeWorker:
                return _workers[fault.Worker].FreezeAsync(fault.Length, cancellationToken);
            case FaultKind.RestartStorage:
                return storage.RestartAsync(fault.Length, cancellationToken);
            case FaultKind.Storm:
                return _requests.StormAsync(fault.Length, cancellationToken);
            default:
                throw new InvalidOperationException($"No such fault: {fault.Kind}.");
        }
    }
}
