namespace ServerlessNlp.Chaos.Tests.Faults;

/// <summary>One entry of a schedule.</summary>
/// <param name="After">The time since the one before.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Worker">To which worker, where it is one.</param>
/// <param name="Length">How long it lasts.</param>
internal sealed record Fault(TimeSpan After, FaultKind Kind, int Worker, TimeSpan Length);
