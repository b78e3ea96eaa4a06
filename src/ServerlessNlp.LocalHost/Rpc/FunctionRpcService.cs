using Grpc.Core;

namespace ServerlessNlp.LocalHost.Rpc;

/// <summary>
/// The server of the Functions RPC protocol: a worker opens one stream, says who it is, and is served until either side
/// ends. A stream of a worker that nobody started is refused.
/// </summary>
internal sealed class FunctionRpcService(WorkerStreams workers, WorkerLog log) : FunctionRpc.FunctionRpcBase
{
    public override async Task EventStream(IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken) || requestStream.Current.StartStream is not { } start || workers.Take(start.WorkerId) is not { } channel)
            throw new Grpc.Core.RpcException(new Status(StatusCode.PermissionDenied, "This host has started no such worker."));
        try
        {
            var sending = SendAsync(channel, responseStream);
            await ReceiveAsync(channel, requestStream, context.CancellationToken);
            channel.Close();
            await sending;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The worker is gone: whoever waits for it is told below.
        }
        finally
        {
            channel.Close();
        }
    }

    private static async Task SendAsync(WorkerChannel channel, IServerStreamWriter<StreamingMessage> stream)
    {
        await foreach (var message in channel.Outgoing.ReadAllAsync())
            await stream.WriteAsync(message);
    }

    private async Task ReceiveAsync(WorkerChannel channel, IAsyncStreamReader<StreamingMessage> stream, CancellationToken cancellationToken)
    {
        while (await stream.MoveNext(cancellationToken))
        {
            if (stream.Current.RpcLog is { } entry)
                log.Write(entry);
            else
                channel.Receive(stream.Current);
        }
    }
}
