using ServerlessNlp.Service;

namespace ServerlessNlp.Functions.Hosting;

/// <summary>The names under which the layers tell about their work.</summary>
public static class TelemetrySources
{
    /// <summary>The setting of OpenTelemetry that names a collector; nothing is sent by OTLP where it's missing.</summary>
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The names of activity sources and meters.</summary>
    public static string[] Names => [Telemetry.Name, ServiceTelemetry.Name];
}
