using ServerlessNlp.Cli.Evaluation.Data;
using ServerlessNlp.Cli.Evaluation.Metrics;

namespace ServerlessNlp.Cli.Evaluation;

/// <summary>Measures a model on data with the right answers.</summary>
internal delegate Task<ModelFigures> TaskEvaluation(EvaluationRun run, IReadOnlyList<DataUnit> units, LabelMap map, CancellationToken cancellationToken);

/// <summary>How each task is measured; <see cref="ModelFigures"/> lists what comes of it.</summary>
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
