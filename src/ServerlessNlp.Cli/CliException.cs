namespace ServerlessNlp.Cli;

/// <summary>The command failed; the message is one sentence for the person who typed it.</summary>
internal sealed class CliException(string message, Exception? innerException = null) : Exception(message, innerException);
