namespace ServerlessNlp.Tasks.Entities;

/// <summary>A name found in a document.</summary>
/// <param name="Text">The name as it stands there.</param>
/// <param name="Label">Its kind: PER, LOC, ORG …</param>
/// <param name="Score">The mean probability of its words' tags, 0 to 1.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">Its length.</param>
public sealed record Entity(string Text, string Label, float Score, int Offset, int Length);
