namespace ServerlessNlp.Summarization;

/// <summary>A sentence and how well it stands for its document.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="Rank">0 to 1; the best of the document has 1.</param>
public readonly record struct RankedSentence(TextSpan Span, double Rank);
