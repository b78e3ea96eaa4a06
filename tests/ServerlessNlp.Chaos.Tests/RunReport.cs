using ServerlessNlp.Chaos.Tests.Faults;

namespace ServerlessNlp.Chaos.Tests;

/// <summary>What happened in a run.</summary>
internal sealed record RunReport(int Seed, TimeSpan Time, int Documents, int Messages, int Deliveries, int Bad, int Starts, int FailedStarts, FaultCounts Faults, IReadOnlyList<string> Findings)
{
    public override string ToString() =>
        $"{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss} seed={Seed} seconds={Time.TotalSeconds:0} documents={Documents} bad={Bad} messages={Messages} deliveries={Deliveries} starts={Starts} failedStarts={FailedStarts} faults={Faults.Total} ({Faults}) findings={Findings.Count}";
}
