namespace ServerlessNlp.Documents.Fuzz;

/// <summary>Counts how reading went, by format.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, Row> _rows = new(StringComparer.Ordinal);

    public int Failures => _rows.Values.Sum(row => row.Failures);

    public void Add(string extension, Finding finding)
    {
        if (!_rows.TryGetValue(extension, out var row))
            _rows[extension] = row = new Row();
        row.Inputs++;
        row.Outcomes[finding.Outcome] = row.Outcomes.GetValueOrDefault(finding.Outcome) + 1;
        row.Slowest = Math.Max(row.Slowest, finding.Seconds);
        row.Largest = Math.Max(row.Largest, finding.Growth);
        row.Failures += finding.Failure is null ? 0 : 1;
    }

    public override string ToString() =>
        string.Join('\n', _rows.Select(pair => $"{pair.Key,-6} {pair.Value.Inputs,9} inputs, {pair.Value.Failures} failures, slowest {pair.Value.Slowest * 1000:0} ms, most allocated {pair.Value.Largest >> 20} MB; {string.Join(", ", pair.Value.Outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => $"{outcome.Key} {outcome.Value}"))}"));

    private sealed class Row
    {
        public long Inputs { get; set; }

        public int Failures { get; set; }

        public double Slowest { get; set; }

        public long Largest { get; set; }

        public Dictionary<string, long> Outcomes { get; } = [];
    }
}
