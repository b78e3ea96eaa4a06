namespace ServerlessNlp.Chaos.Tests.Faults;

/// <summary>Draws what is done to each request: rarely anything, and often during a storm. Thread-safe.</summary>
internal sealed class RequestFaultSource(int seed)
{
    private const double InCalm = 0.02;
    private const double InStorm = 0.33;

    private static readonly RequestFault[] Kinds = Enum.GetValues<RequestFault>();

    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();
    private double _share;

    /// <summary>Begins with faults.</summary>
    public void Begin() => _share = InCalm;

    /// <summary>Ends with faults.</summary>
    public void End() => _share = 0;

    /// <summary>Makes faults frequent for a while.</summary>
    public async Task StormAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        _share = InStorm;
        try
        {
            await Task.Delay(length, cancellationToken);
        }
        finally
        {
            _share = InCalm;
        }
    }

    /// <summary>The fault of the next request, and how long it is delayed where that's the fault.</summary>
    public (RequestFault Kind, TimeSpan Delay) Next()
    {
        lock (_lock)
        {
            return _random.NextDouble() < _share
                ? (Kinds[_random.Next(1, Kinds.Length)], TimeSpan.FromSeconds(4 * _random.NextDouble()))
                : (RequestFault.None, TimeSpan.Zero);
        }
    }
}
