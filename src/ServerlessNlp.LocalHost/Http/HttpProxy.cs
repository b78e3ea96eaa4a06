using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using ServerlessNlp.LocalHost.Workers;
using Yarp.ReverseProxy.Forwarder;

namespace ServerlessNlp.LocalHost.Http;

/// <summary>
/// Serves HTTP-triggered functions: the call goes to the worker by RPC, the request itself to the worker's own address,
/// and both carry the invocation's id. What the functions host answers by itself is answered likewise, with an empty
/// body: 401 without a right key, 404 for another route or method.
/// </summary>
internal sealed partial class HttpProxy(WorkerSupervisor workers, IHttpForwarder forwarder, HostJson host, FunctionKeys? keys, ILogger<HttpProxy> log) : IDisposable
{
    private static readonly TimeSpan WorkerDeadline = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        EnableMultipleHttp2Connections = true,
    });

    private readonly ForwarderRequestConfig _forwarding = new()
    {
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = host.FunctionTimeout,
    };

    /// <summary>Adds the routes of functions.</summary>
    public void Map(IEndpointRouteBuilder routes, IEnumerable<HttpFunction> functions)
    {
        foreach (var function in functions)
            routes.MapMethods(function.Route(host.RoutePrefix), function.Methods, context => ServeAsync(function, context)).WithDisplayName(function.Name);
        // Not 405 for another method: the functions host knows a route only together with its method.
        routes.MapFallback("{*path}", context =>
        {
            context.Response.StatusCode = context.Request.Path == "/" ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    public void Dispose() => _client.Dispose();

    private async Task ServeAsync(HttpFunction function, HttpContext context)
    {
        if (keys is not null && !keys.Admit(context.Request, function.Level))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (await FindWorkerAsync(context.RequestAborted) is not { HttpUri: { } address } worker)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        var id = Guid.NewGuid().ToString();
        var invocation = worker.InvokeAsync(function.Invocation(context.Request, id), context.RequestAborted);
        await forwarder.SendAsync(context, address.ToString(), _client, _forwarding, new InvocationTransformer(id));
        await ObserveAsync(function, invocation, context.RequestAborted);
    }

    private async Task<FunctionsWorker?> FindWorkerAsync(CancellationToken aborted)
    {
        try
        {
            return await workers.Current.WaitAsync(WorkerDeadline, aborted);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    // The response has been sent; what the worker says of the call is for the log alone.
    private async Task ObserveAsync(HttpFunction function, Task invocation, CancellationToken aborted)
    {
        try
        {
            await invocation;
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The caller hung up.
        }
        catch (Exception exception) when (exception is FunctionFailedException or Rpc.WorkerGoneException)
        {
            LogFailed(function.Name, exception.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Function} failed: {Error}")]
    private partial void LogFailed(string function, string error);
}
