namespace ServerlessNlp.Tasks.Classification;

/// <summary>A label and its score, 0 to 1.</summary>
public sealed record LabelScore(string Label, float Score);
