using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ServerlessNlp.Functions.Http;

/// <summary>A response with a body of JSON that is complete before its first byte is sent.</summary>
public sealed class ApiResult : IResult
{
    private const string JsonType = "application/json; charset=utf-8";
    private const string ProblemType = "application/problem+json; charset=utf-8";

    private readonly int _status;
    private readonly string _contentType;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly TimeSpan? _retryAfter;

    private ApiResult(int status, string contentType, ReadOnlyMemory<byte> body, TimeSpan? retryAfter = null)
    {
        _status = status;
        _contentType = contentType;
        _body = body;
        _retryAfter = retryAfter;
    }

    /// <summary>200 with UTF-8 JSON.</summary>
    public static ApiResult Ok(ReadOnlyMemory<byte> json) => Json(StatusCodes.Status200OK, json);

    /// <summary>A status with UTF-8 JSON.</summary>
    public static ApiResult Json(int status, ReadOnlyMemory<byte> json, TimeSpan? retryAfter = null) => new(status, JsonType, json, retryAfter);

    /// <summary>A refusal as RFC 9457 has it, with its <c>code</c> and the <c>traceId</c> that the log knows it by.</summary>
    public static ApiResult Problem(NlpException refused, HttpContext context)
    {
        var status = ErrorStatus.Of(refused.Code);
        var body = JsonSerializer.SerializeToUtf8Bytes(new ProblemBody(
            $"urn:serverless-nlp:{refused.Code}", ReasonPhrases.GetReasonPhrase(status), status, refused.Message,
            refused.Code.ToString(), TraceIdOf(context)), HttpJson.Relaxed.ProblemBody);
        return new ApiResult(status, ProblemType, body, refused.RetryAfter);
    }

    /// <summary>What the log and the caller know a request by.</summary>
    public static string TraceIdOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _status;
        response.ContentType = _contentType;
        response.ContentLength = _body.Length;
        if (_retryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await ResponseBody.WriteAsync(httpContext, async () =>
        {
            await response.Body.WriteAsync(_body, httpContext.RequestAborted);
            await response.Body.FlushAsync(httpContext.RequestAborted);
        });
        if (_status == StatusCodes.Status413PayloadTooLarge)
            await RequestBody.PassAsync(httpContext);
    }
}
