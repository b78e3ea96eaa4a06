using System.Text.Json.Serialization;

namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>How well questions are answered.</summary>
/// <param name="All">All questions.</param>
/// <param name="Answerable">Those whose text has the answer.</param>
/// <param name="Unanswerable">Those whose text has none; null where the data has no such question.</param>
internal sealed record AnswerFigures(
    MatchFigures All,
    MatchFigures Answerable,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MatchFigures? Unanswerable) : ModelFigures
{
    /// <inheritdoc/>
    public override IEnumerable<string[]> Rows()
    {
        yield return ["", "exact match", "F1", "answered", "questions"];
        yield return All.Row("all");
        yield return Answerable.Row("answerable");
        if (Unanswerable is { } unanswerable)
            yield return unanswerable.Row("unanswerable");
    }
}
