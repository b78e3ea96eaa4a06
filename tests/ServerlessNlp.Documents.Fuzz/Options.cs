using System.Globalization;

namespace ServerlessNlp.Documents.Fuzz;

/// <summary>What to do.</summary>
/// <param name="Inputs">How many inputs.</param>
/// <param name="Seed">Of the random numbers: the same seed gives the same inputs.</param>
/// <param name="From">The number of the first input.</param>
/// <param name="Format">An extension, or null for all.</param>
/// <param name="Failures">Where inputs that failed are written, or null.</param>
/// <param name="Only">Whether this is the process that reads: it may die.</param>
internal sealed record Options(long Inputs, int Seed, long From, string? Format, string? Failures, bool Only)
{
    public static Options Parse(string[] arguments) => new(
        long.Parse(Value(arguments, "--inputs") ?? "10000", CultureInfo.InvariantCulture),
        int.Parse(Value(arguments, "--seed") ?? "1", CultureInfo.InvariantCulture),
        long.Parse(Value(arguments, "--from") ?? "0", CultureInfo.InvariantCulture),
        Value(arguments, "--format"),
        Value(arguments, "--failures"),
        arguments.Contains("--reader"));

    private static string? Value(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
}
