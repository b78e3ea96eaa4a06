using ServerlessNlp.LocalHost.Rpc;

namespace ServerlessNlp.LocalHost.Tests.Rpc;

public sealed class WorkerStreamsTests
{
    [Fact]
    public async Task A_worker_that_was_started_is_let_in_once()
    {
        var streams = new WorkerStreams();
        var (id, called) = streams.Expect();

        var channel = streams.Take(id);

        Assert.Same(channel, await called);
        Assert.Null(streams.Take(id));
    }

    [Fact]
    public void Anybody_else_is_not_let_in()
    {
        var streams = new WorkerStreams();
        var (id, _) = streams.Expect();
        streams.Forget(id);

        Assert.Null(streams.Take(id));
        Assert.Null(streams.Take(""));
        Assert.Null(streams.Take("00000000-0000-0000-0000-000000000000"));
    }
}
