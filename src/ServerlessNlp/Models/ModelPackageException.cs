namespace ServerlessNlp.Models;

/// <summary>
/// A model package was refused: damaged, incomplete, or not what its manifest says.
/// The message names what is wrong and what to do; it holds no path of this machine and no document text.
/// </summary>
public sealed class ModelPackageException : NlpException
{
    /// <summary>Creates the exception with a message that is fit for a caller and a log.</summary>
    public ModelPackageException(string message)
        : base(ErrorCode.ModelUnavailable, message)
    {
    }

    /// <summary>Creates the exception with a message that is fit for a caller and a log, and its cause for the debugger.</summary>
    public ModelPackageException(string message, Exception innerException)
        : base(ErrorCode.ModelUnavailable, message, innerException: innerException)
    {
    }
}
