using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ServerlessNlp.Service.Tests.Configuration;

/// <summary>A server that fails some times and then has an empty list of messages for everybody. A connection has one request.</summary>
internal sealed class FailingStorage : IDisposable
{
    /// <summary>In place of a status: the connection is dropped.</summary>
    public const int Dropped = 0;

    private const string Empty = """<?xml version="1.0" encoding="utf-8"?><QueueMessagesList />""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _failure;
    private readonly int _times;
    private readonly List<TimeSpan> _arrivals = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public FailingStorage(int failure, int times)
    {
        (_failure, _times) = (failure, times);
        _listener.Start();
        _ = ListenAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}/";

    /// <summary>How many requests came.</summary>
    public int Requests => _arrivals.Count;

    /// <summary>When they came.</summary>
    public IReadOnlyList<TimeSpan> Times => _arrivals;

    /// <summary>Begins anew.</summary>
    public void FailAgain() => _arrivals.Clear();

    public void Dispose() => _listener.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(connection.GetStream());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Closed: the test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { Length: > 0 })
            continue;
        _arrivals.Add(_clock.Elapsed);
        var status = _arrivals.Count > _times ? (int)HttpStatusCode.OK : _failure;
        if (status == Dropped)
            return;
        var (type, body) = status == (int)HttpStatusCode.OK ? ("application/xml", Empty) : ("text/plain", "");
        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync($"HTTP/1.1 {status} Status\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
    }
}
