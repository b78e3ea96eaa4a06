namespace ServerlessNlp.Tasks.Summarization;

/// <summary>Options of <c>summarize</c>.</summary>
public sealed record SummarizeOptions : TaskOptions
{
    /// <summary>How many sentences at most. Default 3.</summary>
    public int SentenceCount { get; init; } = 3;

    /// <summary>Their order. Default: as they stand in the document.</summary>
    public SortBy SortBy { get; init; }
}
