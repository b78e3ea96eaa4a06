using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ServerlessNlp.LocalHost.Rpc;

/// <summary>
/// The conversation with one worker process, from its start to its end: what is asked, and the answer to it. Once the
/// worker is gone, everything that waits for an answer fails with <see cref="WorkerGoneException"/>. Thread-safe.
/// </summary>
internal sealed class WorkerChannel
{
    // How long a function that is asked to end may take to do so.
    private static readonly TimeSpan TimeToHeed = TimeSpan.FromSeconds(5);

    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _waiting = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is to be sent to the worker, in order.</summary>
    public ChannelReader<StreamingMessage> Outgoing => _outgoing.Reader;

    /// <summary>Completes when the worker is gone.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Sends a message that is not answered.</summary>
    public void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Sends a message and waits for its answer.</summary>
    /// <param name="message">The message, without an id of its own.</param>
    /// <param name="cancellationToken">Ends the waiting; the worker isn't told.</param>
    /// <exception cref="WorkerGoneException">The worker ended before it answered.</exception>
    public Task<StreamingMessage> AskAsync(StreamingMessage message, CancellationToken cancellationToken)
    {
        message.RequestId = Guid.NewGuid().ToString();
        return AskAsync(message.RequestId, message, cancellationToken);
    }

    /// <summary>Sends an invocation and waits for its outcome, which is known by the invocation's id.</summary>
    /// <param name="invocation">The invocation.</param>
    /// <param name="cancellationToken">Asks the function to end; what comes of that is waited for, for a moment.</param>
    /// <exception cref="WorkerGoneException">The worker ended before it answered.</exception>
    /// <exception cref="OperationCanceledException">The function was asked to end and didn't.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest invocation, CancellationToken cancellationToken)
    {
        using var givingUp = new CancellationTokenSource();
        await using var cancelling = cancellationToken.Register(() =>
        {
            Send(new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = invocation.InvocationId } });
            givingUp.CancelAfter(TimeToHeed);
        });
        return (await AskAsync(invocation.InvocationId, new StreamingMessage { InvocationRequest = invocation }, givingUp.Token)).InvocationResponse;
    }

    /// <summary>Takes a message of the worker's to whoever waits for it.</summary>
    public void Receive(StreamingMessage message)
    {
        var id = message.ContentCase == StreamingMessage.ContentOneofCase.InvocationResponse ? message.InvocationResponse.InvocationId : message.RequestId;
        if (_waiting.TryRemove(id, out var waiting))
            waiting.TrySetResult(message);
    }

    /// <summary>Ends the conversation: the worker is gone.</summary>
    public void Close()
    {
        _closed.TrySetResult();
        _outgoing.Writer.TryComplete();
        foreach (var id in _waiting.Keys)
        {
            if (_waiting.TryRemove(id, out var waiting))
                waiting.TrySetException(new WorkerGoneException());
        }
    }

    private async Task<StreamingMessage> AskAsync(string id, StreamingMessage message, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        Send(message);
        // Closed in between: nobody else would end this.
        if (Closed.IsCompleted)
            Close();
        try
        {
            return await answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }
}

/// <summary>The worker ended before it answered.</summary>
internal sealed class WorkerGoneException() : Exception("The worker has ended.");
