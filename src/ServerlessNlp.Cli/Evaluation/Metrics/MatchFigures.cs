using ServerlessNlp.Cli.Output;

namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>How well some questions are answered.</summary>
/// <param name="ExactMatch">The share whose answer is a right one.</param>
/// <param name="F1">The mean F1 of the answers' words.</param>
/// <param name="Answered">The share that were given an answer at all.</param>
/// <param name="Questions">How many there are.</param>
internal sealed record MatchFigures(double ExactMatch, double F1, double Answered, int Questions)
{
    public string[] Row(string name) => [name, Number.Percent(ExactMatch), Number.Percent(F1), Number.Percent(Answered), Number.Count(Questions)];
}
