using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace ServerlessNlp.LocalHost.Http;

/// <summary>Marks a forwarded request with its invocation, and says how it came.</summary>
internal sealed class InvocationTransformer(string invocationId) : HttpTransformer
{
    // Longer bodies, and those of unknown length, are sent once the worker asks for them: what it refuses is refused unread.
    private const int LongBody = 64 << 10;

    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        var request = httpContext.Request;
        Set(proxyRequest, "x-ms-invocation-id", invocationId);
        Set(proxyRequest, "X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString() ?? "");
        Set(proxyRequest, "X-Forwarded-Host", request.Host.ToString());
        Set(proxyRequest, "X-Forwarded-Proto", request.Scheme);
        proxyRequest.Headers.ExpectContinue = request.ContentLength is > LongBody || (request.ContentLength is null && proxyRequest.Content is not null);
        // The worker's own name, as the client makes it: the caller's stands above.
        proxyRequest.Headers.Host = null;
    }

    // Whatever the caller says of these isn't theirs to say.
    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
