using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ServerlessNlp.LocalHost.Http;
using ServerlessNlp.LocalHost.Queues;
using ServerlessNlp.LocalHost.Rpc;
using ServerlessNlp.LocalHost.Workers;
using Yarp.ReverseProxy.Forwarder;

namespace ServerlessNlp.LocalHost;

/// <summary>
/// Hosts an isolated worker of Azure Functions on this machine: starts it, calls its functions by the Functions RPC
/// protocol, forwards HTTP requests to it and takes messages from queues for it. Not thread-safe.
/// </summary>
public sealed class FunctionsHost : IAsyncDisposable
{
    // Two listeners: callers' on a port they know, and the worker's.
    private readonly WebApplication _rpc;
    private readonly WebApplication _http;
    private readonly WorkerSupervisor _workers;
    private readonly HttpProxy _proxy;
    private readonly FunctionsHostOptions _options;
    private readonly HostJson _hostJson;
    private readonly CancellationTokenSource _stopping = new();
    private Task _listening = Task.CompletedTask;

    private FunctionsHost(FunctionsHostOptions options, WorkerDescription worker, HostJson hostJson)
    {
        _options = options;
        _hostJson = hostJson;
        _rpc = BuildRpc(hostJson);
        _http = BuildHttp(options.Port, hostJson);
        _workers = new WorkerSupervisor(worker, () => AddressOf(_rpc), _rpc.Services.GetRequiredService<WorkerStreams>(), options.Settings, _rpc.Services.GetRequiredService<ILoggerFactory>());
        _proxy = new HttpProxy(_workers, _http.Services.GetRequiredService<IHttpForwarder>(), hostJson, options.Keys, _http.Services.GetRequiredService<ILogger<HttpProxy>>());
    }

    /// <summary>Where functions are called, once it's started.</summary>
    public Uri Address => AddressOf(_http);

    /// <summary>The process of the worker that runs, or null while none does.</summary>
    public int? WorkerProcessId => _workers.Current is { IsCompletedSuccessfully: true } current ? current.Result.ProcessId : null;

    /// <summary>Starts a host and its worker, and waits until functions can be called.</summary>
    /// <exception cref="FunctionsHostException">The worker can't be hosted.</exception>
    public static async Task<FunctionsHost> StartAsync(FunctionsHostOptions options, CancellationToken cancellationToken)
    {
        var worker = WorkerDescription.Read(options.WorkerDirectory);
        var host = new FunctionsHost(options, worker, HostJson.Read(worker.Directory));
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes no more work, lets what is under way finish for a moment, and ends the worker.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await _listening;
        await _http.StopAsync(CancellationToken.None);
        await _workers.DisposeAsync();
        await _rpc.StopAsync(CancellationToken.None);
        _proxy.Dispose();
        await _http.DisposeAsync();
        await _rpc.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await _rpc.StartAsync(cancellationToken);
        await _workers.StartAsync(cancellationToken);
        var functions = (await _workers.Current).Functions;
        _proxy.Map(_http, functions.Where(function => function.TriggerType == HttpFunction.TriggerType).Select(function => new HttpFunction(function)));
        await ListenAsync(cancellationToken);
        _listening = Task.WhenAll(functions.Where(function => function.TriggerType == QueueFunction.TriggerType).Select(function => RunListenerAsync(new QueueFunction(function))));
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _http.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new FunctionsHostException($"Port {_options.Port} is in use. Stop what uses it, or choose another.", exception);
        }
    }

    private Task RunListenerAsync(QueueFunction function) => Task.Run(() =>
        new QueueListener(function, _options.OpenQueue, _hostJson, _options.Lease, _workers, _http.Services.GetRequiredService<ILogger<QueueListener>>()).RunAsync(_stopping.Token));

    private static WebApplication BuildRpc(HostJson hostJson)
    {
        var builder = NewBuilder(hostJson);
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton<WorkerStreams>().AddSingleton<WorkerLog>();
        // HTTP/2 without TLS, as workers speak it.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.MapGrpcService<FunctionRpcService>();
        return app;
    }

    private static WebApplication BuildHttp(int port, HostJson hostJson)
    {
        var builder = NewBuilder(hostJson);
        builder.Services.AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            // The worker says what is too large.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        return builder.Build();
    }

    private static WebApplicationBuilder NewBuilder(HostJson hostJson)
    {
        // The content root is the application's folder: the host runs the same from any current directory.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().AddSimpleConsole(options => options.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical)
            .AddFilter("Grpc", LogLevel.Warning).AddFilter("Yarp", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        foreach (var (category, level) in hostJson.LogLevels)
            builder.Logging.AddFilter(category == "default" ? null : category, Enum.Parse<LogLevel>(level, ignoreCase: true));
        return builder;
    }

    private static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
}
