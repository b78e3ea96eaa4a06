using System.Text.Json.Serialization;

namespace ServerlessNlp;

/// <summary>A request or a piece of work was refused. The message is for the caller: it holds no path, key or document text.</summary>
/// <param name="code">Why, for programs.</param>
/// <param name="message">Why and what to do, for people.</param>
/// <param name="retryAfter">When to try again, where that helps.</param>
/// <param name="innerException">What caused it; for the log only.</param>
public class NlpException(ErrorCode code, string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Why, for programs.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>When to try again, where that helps.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>Why a document, an option or a line of a batch was refused, where the others go on. Never holds any of its text.</summary>
/// <param name="Code">Why, for programs; in JSON its name.</param>
/// <param name="Message">Why and what to do, for people.</param>
public sealed record NlpError([property: JsonConverter(typeof(JsonStringEnumConverter<ErrorCode>))] ErrorCode Code, string Message);
