namespace ServerlessNlp.Chaos.Tests.Processes;

/// <summary>
/// Azurite on a folder, restarted at the same ports. It is asked to stop and never killed: it writes its tables to disk every
/// five seconds and when it ends, so that a kill takes back writes that it has acknowledged, which no storage that is
/// worth the name does. What is under way when it stops is cut off all the same.
/// </summary>
internal sealed class Azurite : IAsyncDisposable
{
    private readonly SemaphoreSlim _up = new(1);
    private readonly string _folder;
    private AzuriteServer _server;

    private Azurite(string folder, AzuriteServer server)
    {
        _folder = folder;
        _server = server;
        (BlobPort, QueuePort) = (server.BlobPort, server.QueuePort);
    }

    public int BlobPort { get; }

    public int QueuePort { get; }

    /// <summary>How to reach it directly.</summary>
    public string ConnectionString => AzuriteServer.ConnectionStringAt(BlobPort, QueuePort);

    public static async Task<Azurite> StartAsync(string folder) => new(folder, await AzuriteServer.StartAsync(folder));

    /// <summary>Keeps it from being restarted until the answer is disposed.</summary>
    public async Task<IDisposable> StayUpAsync(CancellationToken cancellationToken)
    {
        await _up.WaitAsync(cancellationToken);
        return new Release(_up);
    }

    /// <summary>Stops it, and starts it again on the same folder after a while.</summary>
    public async Task RestartAsync(TimeSpan downFor, CancellationToken cancellationToken)
    {
        using (await StayUpAsync(cancellationToken))
        {
            await _server.DisposeAsync();
            await Task.Delay(downFor, CancellationToken.None);
            _server = await AzuriteServer.StartAsync(_folder, BlobPort, QueuePort);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _up.Dispose();
    }

    private sealed class Release(SemaphoreSlim up) : IDisposable
    {
        public void Dispose() => up.Release();
    }
}
