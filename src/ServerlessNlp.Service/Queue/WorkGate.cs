namespace ServerlessNlp.Service.Queue;

/// <summary>Lets many work at once, or one alone, in the order in which they come. Thread-safe.</summary>
public sealed class WorkGate : IDisposable
{
    private readonly SemaphoreSlim _door = new(1);
    private readonly Lock _lock = new();
    private TaskCompletionSource? _empty;
    private int _inside;

    /// <summary>Enters beside others; disposing leaves.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken);
        lock (_lock)
            _inside++;
        _door.Release();
        return new Stay(Leave);
    }

    /// <summary>Enters once everybody inside has left; nobody else comes in until that is disposed.</summary>
    public async Task<IDisposable> EnterAloneAsync(CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken);
        try
        {
            await Empty().WaitAsync(cancellationToken);
        }
        catch
        {
            _door.Release();
            throw;
        }
        return new Stay(() => _door.Release());
    }

    /// <inheritdoc/>
    public void Dispose() => _door.Dispose();

    private Task Empty()
    {
        lock (_lock)
        {
            if (_inside == 0)
                return Task.CompletedTask;
            _empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _empty.Task;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_inside == 0)
                _empty?.TrySetResult();
        }
    }

    private sealed class Stay(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
