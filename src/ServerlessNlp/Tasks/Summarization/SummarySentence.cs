namespace ServerlessNlp.Tasks.Summarization;

/// <summary>A sentence of a summary, as it stands in the document.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">Its length.</param>
/// <param name="RankScore">How well it stands for the document, 0 to 1.</param>
public sealed record SummarySentence(string Text, int Offset, int Length, float RankScore);
