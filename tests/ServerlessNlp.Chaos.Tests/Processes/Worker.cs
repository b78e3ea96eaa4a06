using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Chaos.Tests.Processes;

/// <summary>An `nlp start` that is started again whenever it has ended, with a log of its own.</summary>
internal sealed partial class Worker : IAsyncDisposable
{
    /// <summary>How long a message stays invisible without a renewal.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    /// <summary>The queue that is told when a job has ended.</summary>
    public const string CompletionQueue = "chaos-completions";

    private static readonly TimeSpan PauseAfterFailedStart = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReadyDeadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(60);

    private readonly string _connectionString;
    private readonly string _folder;
    private readonly StreamWriter _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;
    private readonly List<string> _findings = [];
    private volatile Process? _process;
    private volatile string? _address;
    private volatile bool _mayEnd;
    private volatile int _signal;

    /// <summary>Starts it.</summary>
    /// <param name="name">The name of its log.</param>
    /// <param name="connectionString">Its storage.</param>
    /// <param name="folder">Where logs, models and the cache of models lie; several workers share it, as on one machine.</param>
    public Worker(string name, string connectionString, string folder)
    {
        _connectionString = connectionString;
        _folder = folder;
        _log = new StreamWriter(Path.Combine(folder, $"{name}.log")) { AutoFlush = true };
        _running = RunAsync();
    }

    /// <summary>The address of its functions, or null while it isn't ready.</summary>
    public string? Address => _address;

    /// <summary>How often it got ready.</summary>
    public int Starts { get; private set; }

    /// <summary>How often it ended before it was ready, because storage didn't answer.</summary>
    public int FailedStarts { get; private set; }

    /// <summary>What it did that no worker may do, such as ending by itself.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>Waits until it has got ready for the first time.</summary>
    public Task WaitUntilReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(ReadyDeadline, cancellationToken);

    /// <summary>Kills it or asks it to stop; it is started again.</summary>
    /// <returns>Whether it was running.</returns>
    public bool TryEnd(int signal)
    {
        if (_address is null || _process is not { } process)
            return false;
        End(process, signal);
        return true;
    }

    /// <summary>Kills the worker of its host alone.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryKillWorker()
    {
        if (_address is null || _process is not { } process || FunctionsWorkers(process) is not [var worker, ..])
            return false;
        Signals.Send(worker, Signals.Kill);
        return true;
    }

    /// <summary>Stops it, and its worker, from running for a while; they don't know.</summary>
    /// <returns>Its going on, or null where it was not running.</returns>
    public Task? TryFreeze(TimeSpan time, CancellationToken cancellationToken)
    {
        if (_address is null || _process is not { } process)
            return null;
        IReadOnlyList<Process> frozen = [process, .. FunctionsWorkers(process)];
        foreach (var one in frozen)
            Signals.Send(one, Signals.Stop);
        return ContinueAsync(process, frozen, time, cancellationToken);
    }

    /// <summary>Asks it to stop, for good.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        if (_process is { } process)
            End(process, Signals.Terminate);
        await _running;
        await _log.DisposeAsync();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            (_mayEnd, _signal) = (false, 0);
            using var process = Start();
            _process = process;
            if (_stopping.IsCancellationRequested)
                End(process, Signals.Terminate);
            var errors = CopyToLogAsync(process);
            _address = await ReadAddressAsync(process);
            var isReady = _address is not null;
            if (isReady)
            {
                Starts++;
                _ready.TrySetResult();
            }
            else if (!_mayEnd)
                FailedStarts++;
            await WaitForExitAsync(process);
            await errors;
            (_process, _address) = (null, null);
            if (isReady)
                Judge(process.ExitCode);
            else
                await Task.Delay(PauseAfterFailedStart, CancellationToken.None);
        }
    }

    private void End(Process process, int signal)
    {
        // Asked a second time, it might be exiting already, when nothing of it listens any more.
        var isAsked = signal == Signals.Terminate && _mayEnd;
        // Killed while it was stopping, or before: the kill tells how it ends.
        if (_signal != Signals.Kill)
            _signal = signal;
        _mayEnd = true;
        if (!isAsked)
            Signals.Send(process, signal);
        // A frozen process heeds nothing but a kill.
        foreach (var one in (Process[])[process, .. FunctionsWorkers(process)])
            Signals.Send(one, Signals.Continue);
    }

    private static IReadOnlyList<Process> FunctionsWorkers(Process host) => ProcessTree.Children(host.Id, "ServerlessNlp.Functions.dll");

    private async Task ContinueAsync(Process process, IReadOnlyList<Process> frozen, TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(time, cancellationToken);
        }
        finally
        {
            if (_process == process)
            {
                foreach (var one in frozen)
                    Signals.Send(one, Signals.Continue);
            }
        }
    }

    private void Judge(int exitCode)
    {
        if (!_mayEnd)
            _findings.Add($"a worker ended by itself with exit code {exitCode}");
        else if (_signal == Signals.Terminate && exitCode != 0)
            _findings.Add($"a worker that was asked to stop ended with exit code {exitCode}");
    }

    private Process Start()
    {
        string[] arguments = ["start", "--port", "0", "--storage", _connectionString, "--lease", $"{Lease.TotalSeconds}", "--models", Path.Combine(_folder, "models"), "--worker", PublishedWorker.Folder];
        return NlpProgram.Start(arguments, new Dictionary<string, string>
        {
            ["Nlp__CacheDirectory"] = Path.Combine(_folder, "cache"),
            ["Nlp__MaxCharacters"] = $"{Documents.DocumentSet.MaxCharacters}",
            ["Nlp__Threads"] = "1",
            ["Nlp__CompletionQueue"] = CompletionQueue,
        });
    }

    // Null where it ends instead of getting ready.
    private static async Task<string?> ReadAddressAsync(Process process)
    {
        string? address = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Health().Match(line) is { Success: true } health)
                address = health.Value;
            if (line == "ready")
                return address;
        }
        return null;
    }

    private async Task WaitForExitAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        using var deadline = new CancellationTokenSource();
        await using var _ = _stopping.Token.Register(() => deadline.CancelAfter(StopDeadline));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _findings.Add($"a worker that was asked to stop did not within {StopDeadline.TotalSeconds} s");
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
        await output;
    }

    private async Task CopyToLogAsync(Process process)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
            await _log.WriteLineAsync($"{DateTime.UtcNow:HH:mm:ss.fff} {process.Id} {line}");
    }

    [GeneratedRegex(@"(?<=^health: .*)http://127\.0\.0\.1:\d+")]
    private static partial Regex Health();
}
