using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace ServerlessNlp.Functions.Hosting;

/// <summary>Sends what the isolated worker tells: to Application Insights and to an OTLP collector, each where it is configured.</summary>
internal static class WorkerTelemetry
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddWorkerTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry();
        telemetry.UseFunctionsWorkerDefaults();
        telemetry.WithTracing(tracing => tracing.AddSource(TelemetrySources.Names));
        telemetry.WithMetrics(metrics => metrics.AddMeter(TelemetrySources.Names));
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
            telemetry.UseAzureMonitorExporter(options => options.Credential = new DefaultAzureCredential());
        if (configuration[TelemetrySources.OtlpEndpoint] is { Length: > 0 })
            telemetry.UseOtlpExporter();
        return services;
    }
}
