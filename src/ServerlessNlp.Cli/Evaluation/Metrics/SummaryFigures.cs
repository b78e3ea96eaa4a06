using System.Text.Json.Serialization;
using ServerlessNlp.Cli.Output;

namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>How much summaries share with their references, next to what needs no model; each has as many sentences as the reference.</summary>
/// <param name="Model">The model's; null where none was named.</param>
/// <param name="Ranker">The ranking that <c>summarize</c> uses without a model.</param>
/// <param name="TextRank">Plain TextRank.</param>
/// <param name="Lead">The first sentences.</param>
internal sealed record SummaryFigures(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RougeScores? Model, RougeScores Ranker, RougeScores TextRank, RougeScores Lead) : ModelFigures
{
    /// <inheritdoc/>
    public override IEnumerable<string[]> Rows()
    {
        yield return ["", "ROUGE-1", "ROUGE-2", "ROUGE-L"];
        if (Model is { } model)
            yield return Row("the model", model);
        yield return Row("without a model", Ranker);
        yield return Row("TextRank", TextRank);
        yield return Row("first sentences", Lead);
    }

    private static string[] Row(string name, RougeScores scores) => [name, Number.Percent(scores.One), Number.Percent(scores.Two), Number.Percent(scores.L)];
}
