namespace ServerlessNlp.Tasks;

/// <summary>A document to work on.</summary>
/// <param name="Id">What the answer is found by; unique in a request.</param>
/// <param name="Text">The text: whole, whatever its length; without lone surrogates.</param>
/// <param name="Pair">The second text, where the task takes or needs one.</param>
/// <param name="Question">The question, where the task needs one.</param>
/// <param name="Error">What keeps it from being answered, where that was seen when it was read.</param>
public sealed record TaskDocument(string Id, string Text, string? Pair = null, string? Question = null, TaskError? Error = null);
