namespace ServerlessNlp.Tasks;

/// <summary>What came of a request: an outcome for each document, in the order they were given.</summary>
/// <param name="Outcomes">As many as there were documents.</param>
/// <param name="Usage">What it used.</param>
public sealed record TaskResult(IReadOnlyList<DocumentOutcome> Outcomes, TaskUsage Usage);
