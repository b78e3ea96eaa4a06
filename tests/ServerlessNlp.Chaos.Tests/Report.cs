using ServerlessNlp.Chaos.Tests.Faults;

namespace ServerlessNlp.Chaos.Tests;

/// <summary>The runs so far, a line each in a file that outlives a crash.</summary>
internal sealed class Report(string file)
{
    private readonly FaultCounts _faults = new();
    private readonly List<RunReport> _runs = [];

    /// <summary>Adds a run.</summary>
    public async Task AddAsync(RunReport run)
    {
        _runs.Add(run);
        _faults.Add(run.Faults);
        await File.AppendAllLinesAsync(file, [run.ToString(), .. run.Findings.Select(finding => $"  {finding}")]);
    }

    /// <summary>All runs together.</summary>
    public override string ToString() => string.Join('\n',
        $"runs: {_runs.Count}, with the seeds {_runs[0].Seed} to {_runs[^1].Seed}, {_runs.Sum(run => run.Time.TotalMinutes):0.0} minutes",
        $"documents: {_runs.Sum(run => run.Documents)}, and {_runs.Sum(run => run.Bad)} bad messages; {_runs.Sum(run => run.Messages)} messages sent, {_runs.Sum(run => run.Deliveries)} deliveries",
        $"faults: {_faults.Total} ({_faults}); {_runs.Sum(run => run.Starts)} starts of workers",
        $"lost, double or wrong: {_runs.Sum(run => run.Findings.Count)}");
}
