using System.Text.RegularExpressions;

namespace ServerlessNlp.Compiler.Quantization;

/// <summary>
/// Finds how a network is best quantised: first by rounding to the nearest; where that agrees too little, by smoothing outlier channels and
/// by rounding for the products instead of the weights; and where that does not suffice, by keeping all layers' matrices of some roles (say,
/// the second of the feed-forward network) at the next higher precision. What cannot be reached even so is known after one try.
/// </summary>
/// <param name="write">A writer with the given rounding that keeps the given roles at a higher precision.</param>
/// <param name="calibrate">What the matrices' inputs are like on texts.</param>
/// <param name="measure">The agreement of a writer's network with full precision: on some inputs, or on all.</param>
internal sealed partial class PrecisionSearch(
    Func<MatrixRounder, Predicate<string>, SelectiveMatrixWriter> write,
    Func<(IReadOnlyList<ActivationStatistics> Statistics, IReadOnlyDictionary<string, float[]> LargestWeights)> calibrate,
    Func<SelectiveMatrixWriter, bool, Models.Agreement> measure)
{
    // Between the agreement on some inputs and that on all.
    private const double Sampling = 0.03;
    private static readonly double[] Strengths = [0.35, 0.5, 0.65, 0.8];
    private readonly SortedSet<string> _kept = new(StringComparer.Ordinal);
    private MatrixRounder _rounder = new();
    private IReadOnlyCollection<string> _names = [];

    /// <summary>The matrices that are kept at the higher precision.</summary>
    public IReadOnlyList<string> KeptMatrices => [.. _names.Where(name => _kept.Contains(Role(name)))];

    /// <summary>Looks for a quantisation with the wanted agreement; gives the best that was found, as measured on all inputs.</summary>
    /// <param name="wanted">What is enough.</param>
    /// <param name="accepted">What is needed: where it is out of reach, the search ends early.</param>
    /// <param name="report">Is told what is done.</param>
    public Models.Agreement Run(double wanted, double accepted, Action<string> report)
    {
        var some = Try(_rounder, _kept, all: false);
        if (Measured(some, wanted) is { } rounded)
            return rounded;
        report($"agreement {some.Labels:0.0000}: fitting the rounding to the texts");
        some = ChooseRounding(some);
        return Measured(some, wanted) ?? KeepRoles(some, wanted, accepted, report);
    }

    /// <summary>The writer that was found.</summary>
    public SelectiveMatrixWriter Writer() => write(_rounder, name => _kept.Contains(Role(name)));

    /// <summary>Of several strengths of smoothing, each alone and with corrected rounding, the one whose scores differ least.</summary>
    private Models.Agreement ChooseRounding(Models.Agreement plain)
    {
        var (statistics, weights) = calibrate();
        var best = (Strength: (double?)null, Agreement: plain);
        foreach (var strength in Strengths)
            Consider(strength, corrected: false);
        foreach (var strength in new[] { best.Strength, null }.Distinct().ToList())
            Consider(strength, corrected: true);
        return best.Agreement;

        void Consider(double? strength, bool corrected)
        {
            var rounder = new MatrixRounder(statistics, weights, strength, corrected);
            var agreement = Try(rounder, _kept, all: false);
            if (agreement.MeanDifference < best.Agreement.MeanDifference)
                (_rounder, best) = (rounder, (strength, agreement));
        }
    }

    private Models.Agreement KeepRoles(Models.Agreement agreement, double wanted, double accepted, Action<string> report)
    {
        report($"agreement {agreement.Labels:0.0000}: looking for the matrices that cost most");
        // To keep more than half of the roles would leave little of what quantisation is for.
        var roles = _names.Select(Role).Distinct().ToList();
        var costly = roles.OrderBy(role => Try(_rounder, [role], all: false).MeanDifference).Take(roles.Count / 2).ToList();
        if (Try(_rounder, costly, all: false).Labels < Math.Min(wanted, accepted) - Sampling)
            return Try(_rounder, _kept, all: true);
        foreach (var role in costly)
        {
            _kept.Add(role);
            if (Measured(Try(_rounder, _kept, all: false), wanted) is { } enough)
                return enough;
        }
        return Try(_rounder, _kept, all: true);
    }

    /// <summary>The agreement on all inputs, if it is what is wanted; where that of some inputs is far from it, it is not measured.</summary>
    private Models.Agreement? Measured(Models.Agreement some, double wanted) =>
        some.Labels >= wanted - Sampling && Try(_rounder, _kept, all: true) is var agreement && agreement.Labels >= wanted ? agreement : null;

    private Models.Agreement Try(MatrixRounder rounder, IReadOnlyCollection<string> kept, bool all)
    {
        var writer = write(rounder, name => kept.Contains(Role(name)));
        var agreement = measure(writer, all);
        _names = writer.Names;
        return agreement;
    }

    private static string Role(string name) => Number().Replace(name, "*");

    [GeneratedRegex("[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
