using System.Text.Json.Serialization;

namespace ServerlessNlp.Cli.Evaluation.Metrics;

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
