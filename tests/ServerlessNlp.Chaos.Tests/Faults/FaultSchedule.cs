namespace ServerlessNlp.Chaos.Tests.Faults;

/// <summary>Faults without end, the same for the same seed. Each kind comes once before any comes again.</summary>
internal sealed class FaultSchedule(int seed, int workers)
{
    public IEnumerable<Fault> Faults()
    {
        var random = new Random(seed);
        while (true)
        {
            var kinds = Enum.GetValues<FaultKind>();
            random.Shuffle(kinds);
            foreach (var kind in kinds)
                yield return new Fault(TimeSpan.FromSeconds(1 + 6 * random.NextDouble()), kind, random.Next(workers), LengthOf(kind, random.NextDouble()));
        }
    }

    private static TimeSpan LengthOf(FaultKind kind, double random) => kind switch
    {
        // Longer than a lease: others have the messages by then.
        FaultKind.FreezeHost => Processes.Worker.Lease + TimeSpan.FromSeconds(0.5 + 3 * random),
        FaultKind.RestartStorage => TimeSpan.FromSeconds(1.5 * random),
        FaultKind.Storm => TimeSpan.FromSeconds(0.5 + 2 * random),
        _ => TimeSpan.Zero,
    };
}
