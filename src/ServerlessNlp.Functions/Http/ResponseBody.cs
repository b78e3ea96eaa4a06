using Microsoft.AspNetCore.Http;

namespace ServerlessNlp.Functions.Http;

/// <summary>Writes bodies.</summary>
internal static class ResponseBody
{
    /// <summary>Writes, unless the caller goes meanwhile: nobody is there to read the rest, and the call has not failed.</summary>
    public static async Task WriteAsync(HttpContext context, Func<Task> write)
    {
        try
        {
            await write();
        }
        // What is reported of a connection that is gone differs with how it went.
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }
}
