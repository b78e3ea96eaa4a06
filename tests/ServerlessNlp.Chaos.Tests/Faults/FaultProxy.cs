using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using ServerlessNlp.Chaos.Tests.Processes;

namespace ServerlessNlp.Chaos.Tests.Faults;

/// <summary>
/// A reverse proxy in front of Azurite's blobs and queues that does faults to requests. The signature of a request covers its
/// path and not its port, so that what the proxy passes on is valid.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Keep-Alive", "Transfer-Encoding", "Host" };

    private readonly HttpMessageInvoker _upstream = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null });
    private readonly RequestFaultSource _source;
    private readonly WebApplication _app;
    private int _deliveries;

    private FaultProxy(Azurite storage, RequestFaultSource source, FaultCounts counts)
    {
        _source = source;
        Counts = counts;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.Run(context => HandleAsync(context, context.Connection.LocalPort == BlobPort ? storage.BlobPort : storage.QueuePort));
    }

    public FaultCounts Counts { get; }

    /// <summary>How many messages of the queue of work were delivered, or lost on their way to a worker.</summary>
    public int Deliveries => _deliveries;

    /// <summary>How to reach the storage behind it.</summary>
    public string ConnectionString => AzuriteServer.ConnectionStringAt(BlobPort, QueuePort);

    private int BlobPort { get; set; }

    private int QueuePort { get; set; }

    public static async Task<FaultProxy> StartAsync(Azurite storage, RequestFaultSource source, FaultCounts counts)
    {
        var proxy = new FaultProxy(storage, source, counts);
        await proxy._app.StartAsync();
        var ports = proxy._app.Urls.Select(url => new Uri(url).Port).ToList();
        (proxy.BlobPort, proxy.QueuePort) = (ports[0], ports[1]);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _upstream.Dispose();
    }

    private async Task HandleAsync(HttpContext context, int port)
    {
        var fault = _source.Next();
        if (fault.Kind != RequestFault.None)
            Counts.Add(fault.Kind);
        try
        {
            if (fault.Kind == RequestFault.SlowBefore)
                await Task.Delay(fault.Delay, context.RequestAborted);
            if (await FailsAsync(context, fault.Kind, RequestFault.Status500Before, RequestFault.Status503Before, RequestFault.DroppedBefore))
                return;
            using var response = await PassOnAsync(context.Request, port, context.RequestAborted);
            var body = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
            if (context.Request.Method == "GET" && context.Request.Path.Value!.EndsWith("/documents/messages", StringComparison.Ordinal))
                Interlocked.Add(ref _deliveries, Encoding.UTF8.GetString(body).Split("<MessageId>").Length - 1);
            if (fault.Kind == RequestFault.SlowAfter)
                await Task.Delay(fault.Delay, context.RequestAborted);
            if (await FailsAsync(context, fault.Kind, RequestFault.Status500After, RequestFault.Status503After, RequestFault.DroppedAfter))
                return;
            await AnswerAsync(context, response, body, isCut: fault.Kind == RequestFault.CutAfter);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // Storage is away or went away, or the worker did: either side sees its connection end.
            context.Abort();
        }
    }

    private static async Task<bool> FailsAsync(HttpContext context, RequestFault fault, RequestFault status500, RequestFault status503, RequestFault dropped)
    {
        if (fault == dropped)
            context.Abort();
        else if (fault == status500)
            await FailAsync(context, 500, "InternalError");
        else if (fault == status503)
            await FailAsync(context, 503, "ServerBusy");
        else
            return false;
        return true;
    }

    private static async Task FailAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = code;
        context.Response.ContentType = "application/xml";
        if (context.Request.Method != "HEAD")
            await context.Response.WriteAsync($"""<?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>Injected.</Message></Error>""");
    }

    private async Task<HttpResponseMessage> PassOnAsync(HttpRequest request, int port, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        // As it was written: another form of the same path would break the signature.
        var target = new Uri($"http://127.0.0.1:{port}{request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), target);
        if (request.ContentLength is not null)
            message.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, value) in request.Headers)
        {
            if (!HopByHop.Contains(name) && !message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
                message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
        }
        return await _upstream.SendAsync(message, cancellationToken);
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage response, byte[] body, bool isCut)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!HopByHop.Contains(name))
                context.Response.Headers[name] = values.ToArray();
        }
        if (context.Request.Method == "HEAD" || body.Length == 0)
        {
            if (isCut)
                context.Abort();
            return;
        }
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(isCut ? body.AsMemory(0, body.Length / 2) : body);
        if (!isCut)
            return;
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
