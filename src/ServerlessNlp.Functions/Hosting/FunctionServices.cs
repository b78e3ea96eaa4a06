using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Functions.Http;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Functions.Hosting;

/// <summary>Registers what functions are given: the same in Azure and on any machine.</summary>
public static class FunctionServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddFunctionServices(this IServiceCollection services) => services
        .AddServerlessNlp()
        .AddSingleton(HostJson.Read())
        .AddSingleton<RequestSlots>()
        .AddSingleton<HttpApi>();
}
