using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessNlp.Functions.Hosting;

/// <summary>How large a request may be is this application's to say, with a body that tells why: the server's limit came first and told nothing.</summary>
internal static class RequestLimits
{
    /// <summary>Takes the server's limit away. What is larger than the application's is refused before it is read, or where the limit is passed.</summary>
    public static IServiceCollection AddUnlimitedBodies(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = null);
}
