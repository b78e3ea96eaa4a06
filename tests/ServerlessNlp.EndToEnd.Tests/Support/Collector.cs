using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace ServerlessNlp.EndToEnd.Tests.Support;

/// <summary>A collector of OpenTelemetry by HTTP: it keeps what it is sent.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentBag<(string Path, byte[] Body)> _received = [];

    public Collector()
    {
        (_listener, Address) = Start();
        _ = ListenAsync();
    }

    public string Address { get; }

    /// <summary>The settings that send telemetry here.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    /// <summary>Everything sent to a path; names and values stand in protobuf as they are.</summary>
    public string Sent(string path) => string.Concat(_received.Where(sent => sent.Path == path).Select(sent => Encoding.UTF8.GetString(sent.Body)));

    public void Dispose() => _listener.Close();

    // HttpListener chooses no port itself: one after another is tried, outside the range that systems give out by themselves.
    private static (HttpListener Listener, string Address) Start()
    {
        for (var port = 20_000 + Random.Shared.Next(5_000); ; port++)
        {
            var address = $"http://127.0.0.1:{port}/";
            var listener = new HttpListener { Prefixes = { address } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Add((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return; // Closed: the test is over.
            }
        }
    }
}
