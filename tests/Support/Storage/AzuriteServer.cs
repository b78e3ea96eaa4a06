using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Tests.Support;

/// <summary>An Azurite of a test's own, on a folder that stays; it ends when the tests do, however that comes.</summary>
internal sealed partial class AzuriteServer : IAsyncDisposable
{
    // Azurite's well-known account, the same on every machine.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private AzuriteServer(Process process) => _process = process;

    public int BlobPort { get; private set; }

    public int QueuePort { get; private set; }

    public string ConnectionString => ConnectionStringAt(BlobPort, QueuePort);

    /// <summary>The connection string of its account at other ports.</summary>
    public static string ConnectionStringAt(int blobPort, int queuePort) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{blobPort}/{Account};QueueEndpoint=http://127.0.0.1:{queuePort}/{Account};";

    /// <summary>Starts it on a folder, at ports of one that was stopped or at free ones (0).</summary>
    public static async Task<AzuriteServer> StartAsync(string folder, int blobPort = 0, int queuePort = 0)
    {
        string[] arguments =
            [Repository.PathOf("eng", "azurite.cjs"), "--location", folder, "--silent", "--disableTelemetry", "--skipApiVersionCheck",
             "--blobPort", $"{blobPort}", "--queuePort", $"{queuePort}", "--tablePort", "0"];
        var server = new AzuriteServer(Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!);
        await server.ReadPortsAsync();
        return server;
    }

    /// <summary>Asks it to stop, and kills it where it doesn't.</summary>
    public async ValueTask DisposeAsync()
    {
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
        }
    }

    private async Task ReadPortsAsync()
    {
        var errors = _process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        while (BlobPort == 0 || QueuePort == 0)
        {
            var line = await _process.StandardOutput.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException($"Azurite did not start: {await errors}");
            if (ListeningAt().Match(line) is not { Success: true } match)
                continue;
            var port = int.Parse(match.Groups[2].ValueSpan);
            (BlobPort, QueuePort) = match.Groups[1].Value == "Blob" ? (port, QueuePort) : (BlobPort, port);
        }
        // What it goes on to print must not fill the pipe.
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    [GeneratedRegex(@"Azurite (Blob|Queue) service is successfully listening at http://127\.0\.0\.1:(\d+)")]
    private static partial Regex ListeningAt();
}
