using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Functions.Http;

/// <summary>Whether the process runs, and whether it can work. Neither loads a model.</summary>
public sealed class HealthFunctions(HttpApi api, StorageClients storage)
{
    private static readonly TimeSpan StorageDeadline = TimeSpan.FromSeconds(3);

    /// <summary>The process runs; it answers whatever is wrong with storage.</summary>
    [Function("HealthLive")]
    public IResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/live")] HttpRequest request)
    {
        _ = request;
        return Status("live");
    }

    /// <summary>Storage answers and has what is needed, or what is wrong with it; the settings were checked at start.</summary>
    [Function("HealthReady")]
    public Task<IResult> Ready([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/ready")] HttpRequest request, CancellationToken cancellationToken) =>
        api.AnswerAsync(request, cancellationToken, async cancelled =>
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
            deadline.CancelAfter(StorageDeadline);
            try
            {
                await storage.PingAsync(deadline.Token);
                return Status("ready");
            }
            catch (Exception exception) when (deadline.IsCancellationRequested && !cancelled.IsCancellationRequested && exception is not NlpException)
            {
                throw new NlpException(ErrorCode.StorageUnavailable, "Storage doesn't answer. Try again in a moment.", TimeSpan.FromSeconds(5));
            }
        });

    private static ApiResult Status(string status) => ApiResult.Ok(JsonSerializer.SerializeToUtf8Bytes(new HealthBody(status), HttpJson.Relaxed.HealthBody));
}
