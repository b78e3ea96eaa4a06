namespace ServerlessNlp.LocalHost;

/// <summary>A worker can't be hosted; the message says why, and what to do.</summary>
public sealed class FunctionsHostException : Exception
{
    /// <summary>Makes one.</summary>
    public FunctionsHostException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
