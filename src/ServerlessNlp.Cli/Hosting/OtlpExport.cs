using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ServerlessNlp.Functions.Hosting;

namespace ServerlessNlp.Cli.Hosting;

/// <summary>Sends the local host's traces and metrics to a collector, as OTEL_EXPORTER_OTLP_ENDPOINT and its like say.</summary>
internal sealed class OtlpExport : IHostedService, IDisposable
{
    // The requests themselves: the root that other spans hang on.
    private const string Requests = "Microsoft.AspNetCore";

    private static readonly ResourceBuilder Resource = ResourceBuilder.CreateDefault().AddService("serverless-nlp").AddEnvironmentVariableDetector();

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource).AddSource([Requests, .. TelemetrySources.Names]).AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource).AddMeter(TelemetrySources.Names).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Sends what has not been sent yet.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        _traces = null;
        _metrics = null;
    }
}
