using System.Text.Json.Serialization;
using ServerlessNlp.Cli.Evaluation.Data;
using ServerlessNlp.Cli.Evaluation.Metrics;

namespace ServerlessNlp.Cli.Evaluation;

/// <summary>How each task is measured.</summary>
internal static class TaskEvaluations
{
    /// <summary>The evaluations by the task's name.</summary>
    public static IReadOnlyDictionary<string, TaskEvaluation> ByTask { get; } = new Dictionary<string, TaskEvaluation>
    {
        ["classify"] = ClassificationEvaluation.RunAsync,
        ["entities"] = EntityEvaluation.RunAsync,
        ["answer"] = AnswerEvaluation.RunAsync,
        ["compare"] = SimilarityEvaluation.RunAsync,
        ["summarize"] = SummaryEvaluation.RunAsync,
    };
}

/// <summary>Measures a model on data with the right answers.</summary>
internal delegate Task<ModelFigures> TaskEvaluation(EvaluationRun run, IReadOnlyList<DataUnit> units, LabelMap map, CancellationToken cancellationToken);

/// <summary>What was measured; each task has its own kind.</summary>
[JsonDerivedType(typeof(ClassificationFigures))]
[JsonDerivedType(typeof(EntityFigures))]
[JsonDerivedType(typeof(AnswerFigures))]
[JsonDerivedType(typeof(SimilarityFigures))]
[JsonDerivedType(typeof(SummaryFigures))]
internal abstract record ModelFigures
{
    /// <summary>The figures as rows of a table: a name, and the values under the columns of the last row that has no name.</summary>
    public abstract IEnumerable<string[]> Rows();
}
