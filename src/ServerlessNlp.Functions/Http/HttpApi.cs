using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Tasks;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Functions.Http;

/// <summary>What lies between an HTTP function and the services: slots, bodies, and a response for whatever happens. Thread-safe.</summary>
public sealed partial class HttpApi(TaskRunner runner, RequestSlots slots, IOptions<NlpOptions> options, ILogger<HttpApi> log)
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
        catch (NlpException refused)
        {
            LogRefused(refused.Code, ApiResult.TraceIdOf(context));
            return ApiResult.Problem(refused, context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read a response.
            return TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (Exception exception) when (IsStorage(exception))
        {
            LogStorageFailed(ApiResult.TraceIdOf(context), exception);
            return ApiResult.Problem(new NlpException(ErrorCode.StorageUnavailable, "Storage doesn't answer. Try again in a moment.", TimeSpan.FromSeconds(5)), context);
        }
        catch (Exception exception)
        {
            LogFailed(ApiResult.TraceIdOf(context), exception);
            return ApiResult.Problem(new NlpException(ErrorCode.InternalError, "Something went wrong. The log tells more under the trace id."), context);
        }
    }

    // The SDK gives up with the last failure, or with all of them.
    private static bool IsStorage(Exception exception) =>
        exception is RequestFailedException || exception is AggregateException { InnerExceptions: var inner } && inner.All(each => each is RequestFailedException);

    [LoggerMessage(1, LogLevel.Information, "Request {TraceId} is refused: {Code}.")]
    private partial void LogRefused(ErrorCode code, string traceId);

    [LoggerMessage(2, LogLevel.Error, "Storage failed for request {TraceId}.")]
    private partial void LogStorageFailed(string traceId, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "Request {TraceId} failed.")]
    private partial void LogFailed(string traceId, Exception exception);
}
