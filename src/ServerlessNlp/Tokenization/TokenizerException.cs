namespace ServerlessNlp.Tokenization;

/// <summary>A tokenizer's file cannot be used; the message names the component and says why.</summary>
public sealed class TokenizerException : NlpException
{
    /// <summary>With what is wrong.</summary>
    public TokenizerException(string message) : base(ErrorCode.ModelUnavailable, message)
    {
    }

    /// <summary>With what is wrong, and its cause.</summary>
    public TokenizerException(string message, Exception innerException) : base(ErrorCode.ModelUnavailable, message, innerException: innerException)
    {
    }
}
