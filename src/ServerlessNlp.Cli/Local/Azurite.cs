using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Cli.Local;

/// <summary>Azurite, the emulator of Azure Storage, as a child process that ends when this one does, however that comes.</summary>
internal sealed partial class Azurite : IAsyncDisposable
{
    private const int UsualBlobPort = 10000;
    private const int UsualQueuePort = 10001;

    // Azurite's well-known account, the same on every machine (learn.microsoft.com/azure/storage/common/storage-connect-azurite).
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly FileStream _lock;

    private Azurite(Process process, FileStream @lock, string connectionString)
    {
        _process = process;
        _lock = @lock;
        ConnectionString = connectionString;
    }

    /// <summary>The connection string of its blobs and queues.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts it on a folder of data, on the usual ports or on free ones.</summary>
    /// <exception cref="CliException">Node or Azurite is missing, or the folder can't be used.</exception>
    public static async Task<Azurite> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var script = FindScript();
        var dataLock = LockFolder(dataFolder);
        try
        {
            if (IsFree(UsualBlobPort) && IsFree(UsualQueuePort)
                && await TryStartAsync(Launch(script, dataFolder, UsualBlobPort, UsualQueuePort), dataLock, cancellationToken) is { } atUsualPorts)
                return atUsualPorts;
            // Taken, perhaps only just now by another that starts.
            var process = Launch(script, dataFolder, 0, 0);
            return await TryStartAsync(process, dataLock, cancellationToken)
                ?? throw new CliException($"Azurite did not start: {(await process.StandardError.ReadToEndAsync(cancellationToken)).Trim()}");
        }
        catch
        {
            await dataLock.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it, once it has written what it holds.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
        await _lock.DisposeAsync();
    }

    private static string FindScript()
    {
        var script = Path.Combine(LocalFolder.Repository ?? Environment.CurrentDirectory, "eng", "azurite.cjs");
        var installed = Path.Combine(Path.GetDirectoryName(script)!, "node_modules", "azurite");
        return File.Exists(script) && Directory.Exists(installed)
            ? script
            : throw new CliException("Azurite is not installed. Build this program anew (`dotnet build src/ServerlessNlp.Cli -c Release`), or name a storage account with --storage.");
    }

    private static FileStream LockFolder(string dataFolder)
    {
        try
        {
            Directory.CreateDirectory(dataFolder);
            return new FileStream(Path.Combine(dataFolder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new CliException($"{dataFolder} can't be written. Choose another folder with --storage DIR.");
        }
        catch (IOException exception)
        {
            throw new CliException($"{dataFolder} can't be used, perhaps because another `nlp start` uses it. Stop that one, or choose another folder with --storage DIR. ({exception.Message})");
        }
    }

    private static Process Launch(string script, string dataFolder, int blobPort, int queuePort)
    {
        string[] arguments =
            [script, "--location", dataFolder, "--silent", "--disableTelemetry", "--skipApiVersionCheck",
             "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
             "--blobPort", $"{blobPort}", "--queuePort", $"{queuePort}", "--tablePort", "0"];
        try
        {
            return Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new CliException("Node.js is needed for Azurite, the local storage (https://nodejs.org). Install it, or name a storage account with --storage.");
        }
    }

    private static async Task<Azurite?> TryStartAsync(Process process, FileStream dataLock, CancellationToken cancellationToken)
    {
        if (await ReadPortsAsync(process, cancellationToken) is not (var blobPort, var queuePort))
            return null;
        // What it goes on to print must not fill the pipes.
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        return new Azurite(process, dataLock,
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{blobPort}/{Account};QueueEndpoint=http://127.0.0.1:{queuePort}/{Account};");
    }

    // Null where it ended instead.
    private static async Task<(int Blob, int Queue)?> ReadPortsAsync(Process process, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartDeadline);
        int? blob = null, queue = null;
        while (blob is null || queue is null)
        {
            if (await process.StandardOutput.ReadLineAsync(deadline.Token) is not { } line)
                return null;
            if (ListeningAt().Match(line) is { Success: true } match)
            {
                var port = int.Parse(match.Groups[2].ValueSpan);
                (blob, queue) = match.Groups[1].Value switch
                {
                    "Blob" => (port, queue),
                    "Queue" => (blob, port),
                    _ => (blob, queue),
                };
            }
        }
        return (blob.Value, queue.Value);
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"Azurite (\w+) service is successfully listening at http://127\.0\.0\.1:(\d+)")]
    private static partial Regex ListeningAt();
}
