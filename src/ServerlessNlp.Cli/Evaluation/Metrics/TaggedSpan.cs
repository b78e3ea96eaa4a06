namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>An entity in tagged tokens.</summary>
/// <param name="Label">Its kind.</param>
/// <param name="Start">Its first token.</param>
/// <param name="End">The token after its last.</param>
public readonly record struct TaggedSpan(string Label, int Start, int End);
