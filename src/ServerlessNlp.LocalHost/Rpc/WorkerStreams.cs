using System.Collections.Concurrent;

namespace ServerlessNlp.LocalHost.Rpc;

/// <summary>The workers that were started and have not called yet, by their ids. Thread-safe.</summary>
internal sealed class WorkerStreams
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<WorkerChannel>> _expected = new();

    /// <summary>Makes the id of a worker that is about to be started, a secret between it and its host, and a task that completes when it calls.</summary>
    public (string Id, Task<WorkerChannel> Called) Expect()
    {
        var id = Guid.NewGuid().ToString();
        var expected = new TaskCompletionSource<WorkerChannel>(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected[id] = expected;
        return (id, expected.Task);
    }

    /// <summary>Forgets a worker that ended before it called.</summary>
    public void Forget(string id) => _expected.TryRemove(id, out _);

    /// <summary>The channel for a worker that calls; null for one that isn't expected.</summary>
    public WorkerChannel? Take(string id)
    {
        if (!_expected.TryRemove(id, out var expected))
            return null;
        var channel = new WorkerChannel();
        expected.SetResult(channel);
        return channel;
    }
}
