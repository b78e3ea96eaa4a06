namespace ServerlessNlp.Tasks;

/// <summary>Something to know about an answer that was given all the same.</summary>
/// <param name="Code">A word for programs.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record TaskWarning(string Code, string Message);
