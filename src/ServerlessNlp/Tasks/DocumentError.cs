namespace ServerlessNlp.Tasks;

/// <summary>A document that could not be answered, and why.</summary>
public sealed record DocumentError(string Id, NlpError Error);
