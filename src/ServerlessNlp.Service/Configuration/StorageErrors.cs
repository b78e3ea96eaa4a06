using Azure;
using Azure.Identity;

namespace ServerlessNlp.Service.Configuration;

/// <summary>What went wrong with storage, in the words of this application: no address, key or header of the SDK's messages is in them.</summary>
public static class StorageErrors
{
    private static readonly TimeSpan InAMoment = TimeSpan.FromSeconds(5);

    /// <summary>Whether an exception is storage's.</summary>
    public static bool IsOne(Exception exception) => exception is RequestFailedException or AuthenticationFailedException
        // The SDK gives up with the last failure, or with all of them.
        || exception is AggregateException { InnerExceptions: var all } && all.All(each => each is RequestFailedException or AuthenticationFailedException or OperationCanceledException or IOException);

    /// <summary>The refusal that a storage exception means.</summary>
    public static NlpException Translate(Exception exception) => new(ErrorCode.StorageUnavailable, Sentence(exception), InAMoment);

    private static string Sentence(Exception exception) => exception switch
    {
        AuthenticationFailedException => "The identity of the application can't sign in to storage. See docs/deploy.md for the roles that it needs.",
        RequestFailedException { Status: 401 or 403 } refused => $"Storage refuses ({refused.Status} {refused.ErrorCode}). Check the connection, and the roles of the application's identity.",
        RequestFailedException { Status: > 0 } failed => $"Storage answered {failed.Status} {failed.ErrorCode}. Try again in a moment.",
        _ => "Storage doesn't answer. Try again in a moment.",
    };
}
