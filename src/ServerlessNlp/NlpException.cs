namespace ServerlessNlp;

/// <summary>A request or a piece of work was refused. The message is for the caller: it holds no path, key or document text.</summary>
/// <param name="code">Why, for programs.</param>
/// <param name="message">Why and what to do, for people.</param>
/// <param name="retryAfter">When to try again, where that helps.</param>
/// <param name="innerException">What caused it; for the log only.</param>
public sealed class NlpException(ErrorCode code, string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Why, for programs.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>When to try again, where that helps.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
