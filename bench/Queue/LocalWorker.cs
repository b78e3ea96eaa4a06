using System.Diagnostics;
using ServerlessNlp.Bench.Tokenizers;

namespace ServerlessNlp.Bench.Queue;

/// <summary>A running `nlp start` with an Azurite of its own.</summary>
internal sealed class LocalWorker : IDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private LocalWorker(Process process, DirectoryInfo folder) => (_process, _folder) = (process, folder);

    public string ConnectionString { get; private set; } = "";

    public Uri Address { get; private set; } = null!;

    public static LocalWorker Start()
    {
        var folder = Directory.CreateTempSubdirectory("nlp-bench-");
        var program = Path.Combine(BenchData.Root, "artifacts", "bin", "ServerlessNlp.Cli", "release", "nlp.dll");
        var start = new ProcessStartInfo("dotnet", [program, "start", "--port", "0", "--storage", Path.Combine(folder.FullName, "storage")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Nlp__CacheDirectory"] = Path.Combine(folder.FullName, "cache");
        // A line of log for each message would be measured as well.
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var worker = new LocalWorker(Process.Start(start)!, folder);
        worker._process.ErrorDataReceived += (_, _) => { };
        worker._process.BeginErrorReadLine();
        worker.WaitUntilReady();
        return worker;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private void WaitUntilReady()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("storage: ", StringComparison.Ordinal))
                ConnectionString = line["storage: ".Length..];
            if (line.StartsWith("health:", StringComparison.Ordinal))
                Address = new Uri(new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]).GetLeftPart(UriPartial.Authority));
            if (line == "ready")
                return;
        }
        throw new InvalidOperationException("nlp start ended before it was ready: build src/ServerlessNlp.Cli -c Release first.");
    }
}
