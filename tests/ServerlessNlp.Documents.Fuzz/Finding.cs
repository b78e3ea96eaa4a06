namespace ServerlessNlp.Documents.Fuzz;

/// <summary>How reading an input went.</summary>
/// <param name="Outcome">"read", or the code of its refusal.</param>
/// <param name="Failure">What is wrong, or null.</param>
/// <param name="Seconds">Processor time.</param>
/// <param name="Growth">At most this many bytes of memory.</param>
internal sealed record Finding(string Outcome, string? Failure, double Seconds, long Growth);
