using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace ServerlessNlp.Functions.Hosting;

/// <summary>
/// Sends what the isolated worker tells: to Application Insights and to an OTLP collector, each where it is configured. No
/// text, no key and no name of a caller is in it, whatever a framework below would log.
/// </summary>
internal static class WorkerTelemetry
{
    /// <summary>What is logged at all: host.json's levels don't reach the worker. A framework's line for each request has its whole address, key and question included.</summary>
    public static ILoggingBuilder AddWorkerFilters(this ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Azure", LogLevel.Warning)
        .AddFilter("System.Net.Http", LogLevel.Warning);

    /// <summary>Adds it.</summary>
    public static IServiceCollection AddWorkerTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry();
        telemetry.UseFunctionsWorkerDefaults();
        // Before what sends: processors see a record in the order in which they were added.
        telemetry.WithTracing(tracing => tracing.AddSource(TelemetrySources.Names).AddProcessor(new SpanRedaction()));
        telemetry.WithLogging(logging => logging.AddProcessor(new LogRedaction()), options => options.IncludeScopes = false);
        telemetry.WithMetrics(metrics => metrics.AddMeter(TelemetrySources.Names));
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
            telemetry.UseAzureMonitorExporter(options => options.Credential = new DefaultAzureCredential());
        if (configuration[TelemetrySources.OtlpEndpoint] is { Length: > 0 })
            telemetry.UseOtlpExporter();
        return services;
    }
}
