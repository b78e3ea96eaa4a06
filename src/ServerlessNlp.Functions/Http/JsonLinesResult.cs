using Microsoft.AspNetCore.Http;

namespace ServerlessNlp.Functions.Http;

/// <summary>200 with JSON Lines, sent as they are read: a response of any length in little memory.</summary>
internal sealed class JsonLinesResult(Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>> lines) : IResult
{
    private static readonly byte[] EndOfLine = [(byte)'\n'];

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/jsonl; charset=utf-8";
        return ResponseBody.WriteAsync(httpContext, () => WriteAsync(httpContext));
    }

    private async Task WriteAsync(HttpContext context)
    {
        var body = context.Response.BodyWriter;
        await foreach (var line in lines(context.RequestAborted))
        {
            await body.WriteAsync(line, context.RequestAborted);
            await body.WriteAsync(EndOfLine, context.RequestAborted);
        }
    }
}
