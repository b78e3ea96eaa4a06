namespace ServerlessNlp.Tokenization;

/// <summary>A tokenizer's file cannot be used; the message names the component and says why.</summary>
public sealed class TokenizerException : Exception
{
    /// <summary>With what is wrong.</summary>
    public TokenizerException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong, and its cause.</summary>
    public TokenizerException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
