using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Chaos.Tests.Processes;

/// <summary>
/// Azurite on a folder, restarted at the same ports. It is asked to stop and never killed: it writes its tables to disk every
/// five seconds and when it ends, so that a kill takes back writes that it has acknowledged, which no storage that is
/// worth the name does. What is under way when it stops is cut off all the same.
/// </summary>
internal sealed partial class Azurite : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _up = new(1);
    private readonly string _folder;
    private Process? _process;

    private Azurite(string folder) => _folder = folder;

    public int BlobPort { get; private set; }

    public int QueuePort { get; private set; }

    /// <summary>How to reach it directly.</summary>
    public string ConnectionString => ConnectionStringAt(BlobPort, QueuePort);

    public static async Task<Azurite> StartAsync(string folder)
    {
        var azurite = new Azurite(folder);
        await azurite.LaunchAsync();
        return azurite;
    }

    /// <summary>The connection string of its account at other ports.</summary>
    public static string ConnectionStringAt(int blobPort, int queuePort) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{blobPort}/{Account};QueueEndpoint=http://127.0.0.1:{queuePort}/{Account};";

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
            await StopAsync();
            await Task.Delay(downFor, CancellationToken.None);
            await LaunchAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _up.Dispose();
    }

    private async Task LaunchAsync()
    {
        string[] arguments =
            [Repository.PathOf("eng", "azurite.cjs"), "--location", _folder, "--silent", "--disableTelemetry", "--skipApiVersionCheck",
             "--blobPort", $"{BlobPort}", "--queuePort", $"{QueuePort}", "--tablePort", "0"];
        _process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = _process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        for (var found = 0; found < 2;)
        {
            var line = await _process.StandardOutput.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException($"Azurite did not start: {await errors}");
            if (ListeningAt().Match(line) is not { Success: true } match)
                continue;
            found++;
            if (match.Groups[1].Value == "Blob")
                BlobPort = int.Parse(match.Groups[2].ValueSpan);
            else
                QueuePort = int.Parse(match.Groups[2].ValueSpan);
        }
        // What it goes on to print must not fill the pipe.
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    private async Task StopAsync()
    {
        if (_process is null)
            return;
        // eng/azurite.cjs ends in good order when its standard input does.
        _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            _process.Kill(entireProcessTree: true);
            _process.Dispose();
            _process = null;
        }
    }

    private sealed class Release(SemaphoreSlim up) : IDisposable
    {
        public void Dispose() => up.Release();
    }

    [GeneratedRegex(@"Azurite (Blob|Queue) service is successfully listening at http://127\.0\.0\.1:(\d+)")]
    private static partial Regex ListeningAt();
}
