namespace ServerlessNlp.Tasks;

/// <summary>A document to work on.</summary>
/// <param name="Id">What the answer is found by; unique in a request.</param>
/// <param name="Text">The text: whole, whatever its length; without lone surrogates.</param>
/// <param name="Pair">The second text, where the task takes or needs one.</param>
/// <param name="Question">The question, where the task needs one.</param>
/// <param name="Error">What keeps it from being answered, where that was seen when it was read.</param>
public sealed record TaskDocument(string Id, string Text, string? Pair = null, string? Question = null, NlpError? Error = null);

/// <summary>Whether a task takes a part of a document beside its text.</summary>
public enum TaskField
{
    /// <summary>The task has no use for it.</summary>
    None,

    /// <summary>It may be given.</summary>
    Optional,

    /// <summary>Each document needs it.</summary>
    Required,
}

/// <summary>What is refused before any tokenising.</summary>
public sealed record TaskLimits
{
    /// <summary>The limits that hold where no others are set.</summary>
    public static TaskLimits Default { get; } = new();

    /// <summary>The longest document in UTF-16 code units; a pair counts for itself. Default 125,000.</summary>
    public int MaxCharacters { get; init; } = 125_000;
}
