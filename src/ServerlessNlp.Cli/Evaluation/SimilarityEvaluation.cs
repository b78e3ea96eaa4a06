using ServerlessNlp.Cli.Evaluation.Data;
using ServerlessNlp.Cli.Evaluation.Metrics;
using ServerlessNlp.Tasks.Embeddings;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Evaluation;

/// <summary>Measures an embedding model by how it compares pairs. A pair that is refused counts as not alike at all.</summary>
internal static class SimilarityEvaluation
{
    public static async Task<ModelFigures> RunAsync(EvaluationRun run, IReadOnlyList<DataUnit> units, LabelMap _, CancellationToken cancellationToken)
    {
        var pairs = units.Select(ScoredPair.Parse).ToList();
        var answers = await run.AnswerAsync(pairs.Select(pair => new TaskDocument("", pair.First, pair.Second)), cancellationToken);
        double[] scores = [.. answers.Select(answer => answer is CompareAnswer compared ? compared.Score : 0.0)];
        double[] wanted = [.. pairs.Select(pair => pair.Score)];
        return new SimilarityFigures(Correlation.Spearman(scores, wanted), Correlation.Pearson(scores, wanted));
    }
}
