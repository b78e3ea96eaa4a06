namespace ServerlessNlp.Tasks.Summarization;

/// <summary>The summary of a document.</summary>
public sealed record SummarizeAnswer : DocumentAnswer
{
    /// <summary>The sentences chosen.</summary>
    public required IReadOnlyList<SummarySentence> Sentences { get; init; }
}
