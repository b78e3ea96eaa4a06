namespace ServerlessNlp.Compiler;

/// <summary>A checkpoint, configuration or option that cannot be compiled; the message says what is wrong and what to do.</summary>
public sealed class CompilerException : Exception
{
    /// <summary>Says what is wrong and what to do about it.</summary>
    public CompilerException(string message) : base(message) { }

    /// <summary>Says what is wrong and what to do about it, and keeps the error that showed it.</summary>
    public CompilerException(string message, Exception inner) : base(message, inner) { }
}
