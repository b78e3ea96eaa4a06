namespace ServerlessNlp.Tasks.Answers;

/// <summary>Options of <c>answer</c>.</summary>
public sealed record AnswerOptions : TaskOptions
{
    /// <summary>How many answers at most. Default 1.</summary>
    public int Top { get; init; } = 1;
}
