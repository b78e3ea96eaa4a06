namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>The F1 of a summary by each kind of <see cref="Rouge"/>.</summary>
/// <param name="One">By words.</param>
/// <param name="Two">By pairs of words.</param>
/// <param name="L">By the longest common subsequence of words.</param>
public readonly record struct RougeScores(double One, double Two, double L);
