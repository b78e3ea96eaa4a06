using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessNlp.Service;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Tasks;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Functions.Http;

/// <summary>What lies between an HTTP function and the services: slots, bodies, and a response for whatever happens. Thread-safe.</summary>
public sealed partial class HttpApi(TaskRunner runner, RequestSlots slots, IOptions<NlpOptions> options, IHostApplicationLifetime lifetime, ILogger<HttpApi> log)
{
    /// <summary>Answers a request for a task.</summary>
    public Task<IResult> RunTaskAsync(string taskName, HttpRequest request, CancellationToken cancellationToken) => AnswerAsync(request, cancellationToken, async cancelled =>
    {
        using var slot = slots.Take();
        var task = NlpTask.Find(taskName) ?? throw new NlpException(ErrorCode.TaskNotFound, "There is no such task.");
        var taskRequest = await TaskRequestReader.ReadAsync(request, task, options.Value, cancelled);
        var response = await runner.RunAsync(taskRequest, cancelled);
        return ApiResult.Ok(response.ToJson());
    });

    /// <summary>Runs what makes a response, and makes one of whatever goes wrong.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken, Func<CancellationToken, Task<IResult>> answer)
    {
        var context = request.HttpContext;
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.RequestAborted);
        try
        {
            return await answer(cancelled.Token);
        }
        // The host passes on that the caller has gone by cancelling; so it does when it stops, and then the caller is there.
        catch (Exception) when (context.RequestAborted.IsCancellationRequested || cancellationToken.IsCancellationRequested)
        {
            return lifetime.ApplicationStopping.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested
                ? ApiResult.Problem(new NlpException(ErrorCode.Overloaded, "This instance is stopping. Try again.", TimeSpan.FromSeconds(1)), context)
                : TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (NlpException refused)
        {
            LogRefused(refused.Code, ApiResult.TraceIdOf(context));
            return ApiResult.Problem(refused, context);
        }
        catch (Exception exception) when (StorageErrors.IsOne(exception))
        {
            LogStorageFailed(ApiResult.TraceIdOf(context), ErrorDescription.Of(exception));
            return ApiResult.Problem(StorageErrors.Translate(exception), context);
        }
        catch (Exception exception)
        {
            LogFailed(ApiResult.TraceIdOf(context), ErrorDescription.WithPlace(exception));
            return ApiResult.Problem(new NlpException(ErrorCode.InternalError, "Something went wrong. The log tells more under the trace id."), context);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Request {TraceId} is refused: {Code}.")]
    private partial void LogRefused(ErrorCode code, string traceId);

    [LoggerMessage(2, LogLevel.Error, "Storage failed for request {TraceId}: {Error}.")]
    private partial void LogStorageFailed(string traceId, string error);

    [LoggerMessage(3, LogLevel.Error, "Request {TraceId} failed: {Error}")]
    private partial void LogFailed(string traceId, string error);
}
