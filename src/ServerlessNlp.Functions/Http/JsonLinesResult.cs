using Microsoft.AspNetCore.Http;

namespace ServerlessNlp.Functions.Http;

/// <summary>200 with JSON Lines, sent as they are read: a response of any length in little memory.</summary>
internal sealed class JsonLinesResult(Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>> lines) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/jsonl; charset=utf-8";
        var body = httpContext.Response.BodyWriter;
        await foreach (var line in lines(httpContext.RequestAborted))
        {
            await body.WriteAsync(line, httpContext.RequestAborted);
            await body.WriteAsync("\n"u8.ToArray(), httpContext.RequestAborted);
        }
    }
}
