namespace ServerlessNlp.Tasks.Classification;

/// <summary>Options of <c>classify</c>.</summary>
public sealed record ClassifyOptions : TaskOptions
{
    /// <summary>How many labels at most; null means all.</summary>
    public int? Top { get; init; }

    /// <summary>The score from which a label holds, 0 to 1; null means the manifest's.</summary>
    public double? Threshold { get; init; }
}
