using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Functions.Hosting;

/// <summary>
/// Reads the storage connections when the worker starts and says in the log what is wrong with them. The worker runs on, so
/// that <c>/api/health/ready</c> can say it too.
/// </summary>
internal sealed partial class StorageCheck(StorageClients storage, ILogger<StorageCheck> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            storage.Check();
        }
        catch (NlpException wrong)
        {
            LogWrong(wrong.Message);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Critical, "Nothing that needs storage will work: {Sentence}")]
    private partial void LogWrong(string sentence);
}
