using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Functions.Hosting;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Cli.Hosting;

/// <summary>Serves the functions of ServerlessNlp.Functions on this machine: the very methods that run in Azure.</summary>
internal static class LocalHost
{
    /// <summary>Builds the host. Nothing is started yet.</summary>
    /// <param name="connectionString">The storage.</param>
    /// <param name="port">The port on 127.0.0.1.</param>
    /// <param name="lease">How long a message is invisible to others without a renewal.</param>
    public static WebApplication Build(string connectionString, int port, TimeSpan lease)
    {
        // The content root is the application's folder: the host runs the same from any current directory.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        foreach (var name in new[] { StorageConnections.DefaultName, StorageConnections.HostName })
            builder.Configuration.AddInMemoryCollection(StorageConnection.Settings(name, connectionString));
        builder.Logging.ClearProviders().AddSimpleConsole(options => options.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical).AddFilter("Azure", LogLevel.Warning);

        builder.Services.AddFunctionServices();
        if (builder.Configuration[TelemetrySources.OtlpEndpoint] is { Length: > 0 })
            builder.Services.AddHostedService<OtlpExport>();
        var functions = FunctionMethod.Find(typeof(FunctionServices).Assembly);
        foreach (var function in functions.Where(function => function.Trigger<QueueTriggerAttribute>() is not null))
            builder.Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<QueueListener>(services, function, services.GetRequiredService<HostJson>().Queues, lease));
        builder.WebHost.ConfigureKestrel((_, kestrel) => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));

        var app = builder.Build();
        app.MapFunctions(functions, app.Services.GetRequiredService<HostJson>().RoutePrefix);
        return app;
    }
}
