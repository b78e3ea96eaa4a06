using System.Text.RegularExpressions;
using ServerlessNlp.Compiler.Networks;

namespace ServerlessNlp.Compiler.Quantization;

/// <summary>
/// Finds which matrices must stay in full precision for the graph to agree well enough: all layers' matrices of one role (say, the second
/// of the feed-forward network) at a time, the role that helps most first.
/// </summary>
internal sealed partial class PrecisionSearch(Func<IMatrixWriter> quantized, Func<IMatrixWriter, Models.Agreement> measure)
{
    private readonly SortedSet<string> _kept = new(StringComparer.Ordinal);

    /// <summary>The roles that are kept in full precision.</summary>
    public IReadOnlyCollection<string> Kept => _kept;

    /// <summary>The matrices of <see cref="Kept"/>.</summary>
    public IReadOnlyList<string> KeptMatrices { get; private set; } = [];

    /// <summary>The best writer found: it quantises as much as the wanted agreement allows.</summary>
    public Models.Agreement Run(double wanted, Action<string> report)
    {
        var (best, names) = Try(_kept);
        var roles = names.Select(Role).Distinct().ToList();
        // To keep more than half of the roles would leave little of what quantisation is for.
        while (best.Labels < wanted && _kept.Count < roles.Count / 2)
        {
            report($"agreement {best.Labels:0.0000}: looking for the matrices that cost most");
            var (role, agreement) = roles.Where(role => !_kept.Contains(role)).Select(role => (role, Try([.. _kept, role]).Agreement)).MaxBy(pair => (pair.Agreement.Labels, -pair.Agreement.MeanDifference));
            if (agreement.Labels <= best.Labels && agreement.MeanDifference >= best.MeanDifference)
                break;
            _kept.Add(role);
            best = agreement;
        }
        KeptMatrices = [.. names.Where(name => _kept.Contains(Role(name)))];
        return best;
    }

    /// <summary>A writer that keeps the given roles in full precision.</summary>
    public SelectiveMatrixWriter Writer() => Writer(_kept);

    private SelectiveMatrixWriter Writer(IReadOnlyCollection<string> kept) => new(quantized(), name => kept.Contains(Role(name)));

    private (Models.Agreement Agreement, IReadOnlyCollection<string> Names) Try(IReadOnlyCollection<string> kept)
    {
        var writer = Writer(kept);
        return (measure(writer), writer.Names);
    }

    private static string Role(string name) => Number().Replace(name, "*");

    [GeneratedRegex("[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
