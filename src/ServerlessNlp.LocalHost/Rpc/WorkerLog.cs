using Microsoft.Extensions.Logging;

namespace ServerlessNlp.LocalHost.Rpc;

/// <summary>Writes what the worker logs to the host's log, under the worker's categories. Thread-safe.</summary>
internal sealed class WorkerLog(ILoggerFactory loggers)
{
    public void Write(RpcLog entry)
    {
        if (entry.Level == RpcLog.Types.Level.None)
            return;
        var text = entry.Exception is { Message.Length: > 0 } exception ? $"{entry.Message} ({exception.Message})" : entry.Message;
        loggers.CreateLogger(entry.Category is { Length: > 0 } category ? category : "Worker")
            .Log((LogLevel)(int)entry.Level, default, text, null, static (message, _) => message);
    }
}
