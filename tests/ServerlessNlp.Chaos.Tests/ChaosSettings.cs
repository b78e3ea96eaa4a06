using System.Globalization;

namespace ServerlessNlp.Chaos.Tests;

/// <summary>How long and how much; the environment can say so.</summary>
internal sealed record ChaosSettings
{
    /// <summary>How long runs follow each other.</summary>
    /// <value><c>CHAOS_MINUTES</c>; default 0: one run.</value>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(Number("CHAOS_MINUTES", 0));

    /// <summary>The seed of the first run; each run after it has the next.</summary>
    /// <value><c>CHAOS_SEED</c>; default 1.</value>
    public int Seed { get; init; } = (int)Number("CHAOS_SEED", 1);

    /// <summary>The documents of a run.</summary>
    /// <value><c>CHAOS_DOCUMENTS</c>; default 600, or 2,000 where time is given.</value>
    public int Documents { get; init; } = (int)Number("CHAOS_DOCUMENTS", Number("CHAOS_MINUTES", 0) > 0 ? 2000 : 600);

    /// <summary>The worker processes.</summary>
    /// <value><c>CHAOS_WORKERS</c>; default 3.</value>
    public int Workers { get; init; } = (int)Number("CHAOS_WORKERS", 3);

    /// <summary>Where the report is, and what a failed run left.</summary>
    public string Folder { get; init; } = Repository.PathOf("artifacts", "chaos");

    private static double Number(string variable, double otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? double.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
