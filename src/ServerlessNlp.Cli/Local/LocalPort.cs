using System.Net;
using System.Net.Sockets;

namespace ServerlessNlp.Cli.Local;

/// <summary>Ports of this machine.</summary>
internal static class LocalPort
{
    /// <summary>Refuses a port that can't be listened at, before anything is started.</summary>
    /// <exception cref="CliException">It is in use, or can't be used.</exception>
    public static void RequireFree(int port)
    {
        if (port is < 0 or > 65535)
            throw new CliException("--port must be 0 to 65535.");
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new CliException(exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"Port {port} is in use. Stop what uses it, or choose another with --port."
                : $"Port {port} can't be used: {exception.Message}.");
        }
    }
}
