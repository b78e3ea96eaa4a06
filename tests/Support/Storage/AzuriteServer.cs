using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Tests.Support;

/// <summary>An Azurite of a test's own, at free ports, on a folder that goes with it; it ends when the tests do, however that comes.</summary>
internal sealed partial class AzuriteServer : IAsyncDisposable
{
    // Azurite's well-known account, the same on every machine.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("azurite-");
    private readonly Process _process;

    private AzuriteServer()
    {
        string[] arguments =
            [Repository.PathOf("eng", "azurite.cjs"), "--location", _folder.FullName, "--silent", "--disableTelemetry", "--skipApiVersionCheck",
             "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"];
        _process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    public string ConnectionString { get; private set; } = "";

    public static async Task<AzuriteServer> StartAsync()
    {
        var server = new AzuriteServer();
        server.ConnectionString = await server.ReadPortsAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // eng/azurite.cjs ends in good order when its standard input does.
        _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(deadline.Token);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string> ReadPortsAsync()
    {
        var ports = new Dictionary<string, string>();
        var errors = _process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        while (ports.Count < 2)
        {
            var line = await _process.StandardOutput.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException($"Azurite did not start; is `dotnet run eng/prepare.cs` done? {await errors}");
            if (ListeningAt().Match(line) is { Success: true } match)
                ports[match.Groups[1].Value] = match.Groups[2].Value;
        }
        // What it goes on to print must not fill the pipe.
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{ports["Blob"]}/{Account};QueueEndpoint=http://127.0.0.1:{ports["Queue"]}/{Account};";
    }

    [GeneratedRegex(@"Azurite (Blob|Queue) service is successfully listening at http://127\.0\.0\.1:(\d+)")]
    private static partial Regex ListeningAt();
}
