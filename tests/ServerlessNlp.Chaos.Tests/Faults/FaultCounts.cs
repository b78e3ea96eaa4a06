using System.Collections.Concurrent;

namespace ServerlessNlp.Chaos.Tests.Faults;

/// <summary>How many faults of each kind there were. Thread-safe.</summary>
internal sealed class FaultCounts
{
    private readonly ConcurrentDictionary<string, int> _counts = [];

    public int this[Enum kind] => _counts.GetValueOrDefault(kind.ToString());

    public int Total => _counts.Values.Sum();

    public void Add(Enum kind) => _counts.AddOrUpdate(kind.ToString(), 1, (_, count) => count + 1);

    public void Add(FaultCounts others)
    {
        foreach (var (kind, count) in others._counts)
            _counts.AddOrUpdate(kind, count, (_, before) => before + count);
    }

    public override string ToString() => string.Join(' ', _counts.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}"));
}
