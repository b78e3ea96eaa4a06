namespace ServerlessNlp.Tasks;

/// <summary>Why a document could not be answered. Never holds any of its text.</summary>
/// <param name="Code">One of <see cref="TaskErrorCodes"/>.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record TaskError(string Code, string Message);
