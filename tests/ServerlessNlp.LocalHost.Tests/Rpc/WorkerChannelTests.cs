using ServerlessNlp.LocalHost.Rpc;

namespace ServerlessNlp.LocalHost.Tests.Rpc;

public sealed class WorkerChannelTests
{
    private readonly WorkerChannel _channel = new();

    [Fact]
    public async Task An_answer_reaches_whoever_asked_whatever_the_order()
    {
        var first = _channel.AskAsync(new StreamingMessage { WorkerInitRequest = new WorkerInitRequest() }, default);
        var second = _channel.AskAsync(new StreamingMessage { FunctionsMetadataRequest = new FunctionsMetadataRequest() }, default);
        var asked = new[] { await _channel.Outgoing.ReadAsync(), await _channel.Outgoing.ReadAsync() };

        _channel.Receive(new StreamingMessage { RequestId = asked[1].RequestId, FunctionMetadataResponse = new FunctionMetadataResponse() });
        _channel.Receive(new StreamingMessage { RequestId = asked[0].RequestId, WorkerInitResponse = new WorkerInitResponse() });

        Assert.NotNull((await first).WorkerInitResponse);
        Assert.NotNull((await second).FunctionMetadataResponse);
    }

    [Fact]
    public async Task An_invocation_is_answered_by_its_own_id()
    {
        var invoking = _channel.InvokeAsync(new InvocationRequest { InvocationId = "7" }, default);

        _channel.Receive(new StreamingMessage { RequestId = "another", InvocationResponse = new InvocationResponse { InvocationId = "7", Result = Success } });

        Assert.Equal(StatusResult.Types.Status.Success, (await invoking).Result.Status);
    }

    [Fact]
    public async Task A_worker_that_goes_fails_everyone_who_waits_and_who_asks_later()
    {
        var waiting = _channel.InvokeAsync(new InvocationRequest { InvocationId = "1" }, default);

        _channel.Close();

        await Assert.ThrowsAsync<WorkerGoneException>(() => waiting);
        await Assert.ThrowsAsync<WorkerGoneException>(() => _channel.InvokeAsync(new InvocationRequest { InvocationId = "2" }, default));
        Assert.True(_channel.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_cancelled_invocation_is_told_to_the_worker_whose_answer_still_counts()
    {
        using var cancelling = new CancellationTokenSource();
        var invoking = _channel.InvokeAsync(new InvocationRequest { InvocationId = "1" }, cancelling.Token);
        _ = await _channel.Outgoing.ReadAsync();

        await cancelling.CancelAsync();

        Assert.Equal("1", (await _channel.Outgoing.ReadAsync()).InvocationCancel.InvocationId);
        _channel.Receive(new StreamingMessage { InvocationResponse = new InvocationResponse { InvocationId = "1", Result = Success } });
        Assert.Equal(StatusResult.Types.Status.Success, (await invoking).Result.Status);
    }

    [Fact]
    public async Task Thousands_of_calls_at_once_each_get_their_own_answer()
    {
        var calls = Enumerable.Range(0, 5000).Select(number => _channel.InvokeAsync(new InvocationRequest { InvocationId = $"{number}" }, default)).ToList();
        var echo = Parallel.ForEachAsync(_channel.Outgoing.ReadAllAsync(), (message, _) =>
        {
            _channel.Receive(new StreamingMessage { InvocationResponse = new InvocationResponse { InvocationId = message.InvocationRequest.InvocationId } });
            return ValueTask.CompletedTask;
        });

        var answers = await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(0, 5000).Select(number => $"{number}"), answers.Select(answer => answer.InvocationId));
        _channel.Close();
        await echo;
    }

    private static StatusResult Success => new() { Status = StatusResult.Types.Status.Success };
}
