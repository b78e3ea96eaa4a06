using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ServerlessNlp.LocalHost.Workers;

/// <summary>A worker's process. It ends when this one does, however that comes (<see cref="StartupHook"/>).</summary>
internal sealed partial class WorkerProcess : IDisposable
{
    private const int KeptLines = 20;

    private readonly Process _process;
    private readonly ILogger _log;
    private readonly ConcurrentQueue<string> _lastErrors = new();

    private WorkerProcess(Process process, ILogger log)
    {
        _process = process;
        _log = log;
        _ = CopyAsync(process.StandardOutput, isError: false);
        Ended = WaitAsync(CopyAsync(process.StandardError, isError: true));
    }

    /// <summary>The process's id.</summary>
    public int Id => _process.Id;

    /// <summary>Completes with the exit code when it has ended.</summary>
    public Task<int> Ended { get; }

    /// <summary>The last lines that it wrote to standard error.</summary>
    public string LastErrors => string.Join('\n', _lastErrors);

    /// <summary>Starts it.</summary>
    /// <exception cref="FunctionsHostException">The program is missing.</exception>
    public static WorkerProcess Start(WorkerDescription worker, Uri host, string workerId, IReadOnlyDictionary<string, string?> settings, ILogger log)
    {
        string[] arguments =
            [worker.Assembly, "--functions-uri", host.ToString(), "--functions-worker-id", workerId,
             "--functions-request-id", Guid.NewGuid().ToString(), "--functions-grpc-max-message-length", $"{int.MaxValue}"];
        var start = new ProcessStartInfo(worker.Executable, arguments)
        {
            WorkingDirectory = worker.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = worker.Directory;
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = worker.Directory;
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        // The worker chooses its own address.
        foreach (var name in new[] { "ASPNETCORE_URLS", "URLS", "ASPNETCORE_HTTP_PORTS", "HTTP_PORTS" })
            start.Environment.Remove(name);
        try
        {
            return new WorkerProcess(Process.Start(start)!, log);
        }
        catch (Win32Exception exception)
        {
            throw new FunctionsHostException($"{worker.Executable}, which runs the worker, can't be started.", exception);
        }
    }

    /// <summary>Waits for it to end by itself, and ends it after a while.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        try
        {
            await Ended.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            LogKilled(_log, Id, patience.TotalSeconds);
            Kill();
            await Ended;
        }
    }

    /// <summary>Ends it at once.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose() => _process.Dispose();

    private async Task<int> WaitAsync(Task errors)
    {
        await errors;
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private async Task CopyAsync(StreamReader reader, bool isError)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            LogLine(_log, line);
            if (!isError)
                continue;
            _lastErrors.Enqueue(line);
            if (_lastErrors.Count > KeptLines)
                _lastErrors.TryDequeue(out _);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Line}")]
    private static partial void LogLine(ILogger log, string line);

    [LoggerMessage(2, LogLevel.Warning, "Worker {ProcessId} was asked to end and had not after {Seconds} s; it was killed.")]
    private static partial void LogKilled(ILogger log, int processId, double seconds);
}
