using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessNlp.EndToEnd.Tests.Support;

/// <summary>A running `nlp start` with storage of its own (or somebody's) and a model cache of its own.</summary>
internal sealed partial class NlpServer : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly TemporaryFolder _folder;
    private readonly StringBuilder _log = new();

    private NlpServer(Process process, TemporaryFolder folder)
    {
        _process = process;
        _folder = folder;
        _process.ErrorDataReceived += (_, received) =>
        {
            lock (_log)
                _log.AppendLine(received.Data);
        };
        _process.BeginErrorReadLine();
    }

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    public string ConnectionString { get; private set; } = "";

    public int ProcessId => _process.Id;

    /// <summary>Everything that it wrote to standard error.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    public static async Task<NlpServer> StartAsync(IEnumerable<KeyValuePair<string, string>>? settings = null, string? storage = null, string? models = null, string? folder = null, double? lease = null, params string[] more)
    {
        var temporary = new TemporaryFolder();
        string[] arguments = ["start", "--port", "0", "--storage", storage ?? temporary.Combine("storage"), .. models is null ? (string[])[] : ["--models", models], .. lease is null ? (string[])[] : ["--lease", $"{lease}"], .. more];
        var environment = new Dictionary<string, string> { ["Nlp__CacheDirectory"] = temporary.Combine("cache") };
        foreach (var (name, value) in settings ?? [])
            environment[name] = value;
        var server = new NlpServer(NlpProgram.Start(arguments, environment, folder), temporary);
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>What it prints before it's ready, by the name before the colon.</summary>
    public Dictionary<string, string> Printed { get; } = [];

    /// <summary>Its children with a part of their command line, such as the worker's <c>ServerlessNlp.Functions.dll</c>.</summary>
    public IEnumerable<Process> Children(string commandPart) => ProcessTree.Children(ProcessId, commandPart);

    /// <summary>Sends a signal: 15 asks it to stop, 9 kills it.</summary>
    public void Signal(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    /// <summary>Waits until it has ended.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var deadline = new CancellationTokenSource(StopDeadline);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signal(15);
            await WaitForExitAsync();
        }
        Client.Dispose();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        using var deadline = new CancellationTokenSource(StartDeadline);
        while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.Split(": ", 2) is [var name, var value])
                Printed[name] = value;
            ConnectionString = Printed.GetValueOrDefault("storage", "");
            if (Address().Match(line) is { Success: true } match)
                Client.BaseAddress = new Uri(match.Value);
            if (line == "ready")
                return;
        }
        throw new InvalidOperationException($"nlp start ended before it was ready: {Log}");
    }

    [GeneratedRegex(@"(?<=^health: .*)http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
