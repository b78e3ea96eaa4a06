using System.Globalization;

namespace ServerlessNlp.Cli.Evaluation.Data;

/// <summary>Two texts, and how alike they are.</summary>
internal sealed record ScoredPair(double Score, string First, string Second)
{
    /// <summary>Reads <c>score⇥first⇥second</c>.</summary>
    /// <exception cref="CliException">The line is not of that form.</exception>
    public static ScoredPair Parse(DataUnit unit)
    {
        if (unit.Form != DataForm.Columns)
            throw unit.NotFor("compare", ".tsv");
        return unit.Text.Split('\t') is [var number, var first, var second] && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && double.IsFinite(score)
            ? new ScoredPair(score, first, second)
            : throw unit.Error("is not score⇥first⇥second with a number first");
    }
}
