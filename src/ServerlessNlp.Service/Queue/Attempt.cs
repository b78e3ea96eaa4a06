namespace ServerlessNlp.Service.Queue;

/// <summary>A failed attempt at a message.</summary>
/// <param name="At">When.</param>
/// <param name="Error">What went wrong; holds no document text.</param>
public sealed record Attempt(DateTimeOffset At, string Error);
