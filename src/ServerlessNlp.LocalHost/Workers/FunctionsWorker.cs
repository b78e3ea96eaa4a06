using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using ServerlessNlp.LocalHost.Rpc;

namespace ServerlessNlp.LocalHost.Workers;

/// <summary>A worker that runs with its functions loaded. Thread-safe.</summary>
internal sealed class FunctionsWorker : IDisposable
{
    // As of the host whose behaviour this one follows.
    private const string HostVersion = "4.1037.0";

    private readonly WorkerProcess _process;
    private readonly WorkerChannel _channel;

    private FunctionsWorker(WorkerProcess process, WorkerChannel channel, Uri? httpUri, IReadOnlyList<FunctionDescription> functions)
    {
        _process = process;
        _channel = channel;
        HttpUri = httpUri;
        Functions = functions;
        Started = Stopwatch.GetTimestamp();
    }

    /// <summary>Where HTTP requests are forwarded to; null for a worker that takes none.</summary>
    public Uri? HttpUri { get; }

    public IReadOnlyList<FunctionDescription> Functions { get; }

    /// <summary>When its functions were loaded, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long Started { get; }

    /// <summary>The process's id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Completes with the exit code when the process has ended.</summary>
    public Task<int> Ended => _process.Ended;

    /// <summary>Starts a worker and loads its functions.</summary>
    /// <param name="description">The worker.</param>
    /// <param name="host">The address of the host's RPC endpoint.</param>
    /// <param name="streams">Where its call arrives.</param>
    /// <param name="settings">Its environment, beside this process's own.</param>
    /// <param name="log">Where its output goes.</param>
    /// <param name="cancellationToken">Ends it again.</param>
    /// <exception cref="FunctionsHostException">It ended, or refused, before it was ready.</exception>
    public static async Task<FunctionsWorker> StartAsync(
        WorkerDescription description, Uri host, WorkerStreams streams, IReadOnlyDictionary<string, string?> settings, ILogger log, CancellationToken cancellationToken)
    {
        var (id, called) = streams.Expect();
        var process = WorkerProcess.Start(description, host, id, settings, log);
        try
        {
            if (await Task.WhenAny(called, process.Ended).WaitAsync(cancellationToken) != called)
                throw EndedEarly(process);
            var channel = await called;
            var httpUri = await InitializeAsync(channel, description, cancellationToken);
            var functions = await LoadAsync(channel, description, cancellationToken);
            return new FunctionsWorker(process, channel, httpUri, functions);
        }
        catch (Exception exception)
        {
            streams.Forget(id);
            // What it had to say comes before it's killed.
            if (exception is WorkerGoneException)
                await process.EndAsync(TimeSpan.FromSeconds(5));
            else if (!process.Ended.IsCompleted)
                process.Kill();
            throw exception is WorkerGoneException ? EndedEarly(process) : exception;
        }
    }

    /// <summary>Calls a function and waits for it to end.</summary>
    /// <exception cref="FunctionFailedException">The function failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="WorkerGoneException">The worker ended meanwhile.</exception>
    public async Task InvokeAsync(InvocationRequest invocation, CancellationToken cancellationToken)
    {
        invocation.TraceContext = new RpcTraceContext { TraceParent = Activity.Current?.Id ?? "", TraceState = Activity.Current?.TraceStateString ?? "" };
        var response = await _channel.InvokeAsync(invocation, cancellationToken);
        if (response.Result.Status == StatusResult.Types.Status.Success)
            return;
        cancellationToken.ThrowIfCancellationRequested();
        throw new FunctionFailedException(response.Result.Exception?.Message ?? "The function failed.");
    }

    /// <summary>Asks it to end, and ends it where it doesn't.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        _channel.Send(new StreamingMessage { WorkerTerminate = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(patience) } });
        await _process.EndAsync(patience);
    }

    /// <summary>Ends it at once.</summary>
    public void Kill() => _process.Kill();

    public void Dispose() => _process.Dispose();

    private static async Task<Uri?> InitializeAsync(WorkerChannel channel, WorkerDescription description, CancellationToken cancellationToken)
    {
        var request = new WorkerInitRequest { HostVersion = HostVersion, WorkerDirectory = description.Directory, FunctionAppDirectory = description.Directory };
        request.Capabilities.Add("EnableUserCodeException", "true");
        var answer = (await channel.AskAsync(new StreamingMessage { WorkerInitRequest = request }, cancellationToken)).WorkerInitResponse;
        Require(answer.Result, "The worker refused to start");
        return answer.Capabilities.TryGetValue("HttpUri", out var address) ? new Uri(address) : null;
    }

    private static async Task<IReadOnlyList<FunctionDescription>> LoadAsync(WorkerChannel channel, WorkerDescription description, CancellationToken cancellationToken)
    {
        var request = new StreamingMessage { FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = description.Directory } };
        var answer = (await channel.AskAsync(request, cancellationToken)).FunctionMetadataResponse;
        Require(answer.Result, "The worker doesn't know its functions");
        var functions = answer.FunctionMetadataResults.Select(FunctionDescription.Of).ToList();
        await Task.WhenAll(functions.Select(function => LoadAsync(channel, function, cancellationToken)));
        return functions;
    }

    private static async Task LoadAsync(WorkerChannel channel, FunctionDescription function, CancellationToken cancellationToken)
    {
        var request = new StreamingMessage { FunctionLoadRequest = new FunctionLoadRequest { FunctionId = function.Id, Metadata = function.Metadata } };
        var answer = (await channel.AskAsync(request, cancellationToken)).FunctionLoadResponse;
        Require(answer.Result, $"The function {function.Name} can't be loaded");
    }

    private static void Require(StatusResult? result, string otherwise)
    {
        if (result is not { Status: StatusResult.Types.Status.Success })
            throw new FunctionsHostException($"{otherwise}: {result?.Exception?.Message ?? "it gave no reason"}");
    }

    private static FunctionsHostException EndedEarly(WorkerProcess process) =>
        new($"The worker ended before it was ready{(process.Ended.IsCompletedSuccessfully ? $", with exit code {process.Ended.Result}" : "")}.\n{process.LastErrors}".TrimEnd());
}

/// <summary>A function failed; the message is its exception's.</summary>
internal sealed class FunctionFailedException(string message) : Exception(message);
