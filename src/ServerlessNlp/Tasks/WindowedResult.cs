using ServerlessNlp.Inference.Windows;

namespace ServerlessNlp.Tasks;

/// <summary>Makes a task's result of what a model gave for its documents' windows.</summary>
internal static class WindowedResult
{
    /// <summary>The result of a task that has one input for each document.</summary>
    internal static TaskResult ToResult(this WindowedRun run, IReadOnlyList<TaskDocument> documents, Func<TaskDocument, IReadOnlyList<WindowOutput>, DocumentAnswer> answer) =>
        run.ToResult(documents, (document, i) => run.Outputs[i].Error, (document, i) => answer(document, run.Outputs[i].Windows));

    /// <summary>The result of a task: for each document, by its place, an error or an answer.</summary>
    internal static TaskResult ToResult(this WindowedRun run, IReadOnlyList<TaskDocument> documents, Func<TaskDocument, int, NlpError?> error, Func<TaskDocument, int, DocumentAnswer> answer)
    {
        var outcomes = documents
            .Select((document, i) => error(document, i) is { } why ? new DocumentOutcome(new DocumentError(document.Id, why)) : new DocumentOutcome(answer(document, i)))
            .ToArray();
        return new TaskResult(outcomes, new TaskUsage
        {
            Documents = outcomes.Count(outcome => outcome.IsAnswered),
            Characters = run.Characters,
            Tokens = run.Tokens,
            Windows = run.Windows,
            InferenceMs = Math.Round(run.Elapsed.TotalMilliseconds, 2),
        });
    }
}
