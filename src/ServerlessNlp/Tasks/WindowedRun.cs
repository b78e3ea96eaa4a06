using ServerlessNlp.Inference;

namespace ServerlessNlp.Tasks;

/// <summary>Takes the texts of a request through a model: all their windows together, so that batches are full.</summary>
internal sealed class WindowedRun
{
    private static readonly NlpError NotANumber =
        new(ErrorCode.InvalidOutput, "The model gave a value that is not a number for this document.");

    private static readonly NlpError NoRoom =
        new(ErrorCode.DocumentTooLong, "The question, or the shorter text of the pair, leaves too little of the model's input to the other. Shorten it.");

    private WindowedRun(IReadOnlyList<WindowedOutput> outputs, TaskUsage usage) => (Outputs, Usage) = (outputs, usage);

    /// <summary>An output for each input, in order.</summary>
    internal IReadOnlyList<WindowedOutput> Outputs { get; }

    /// <summary>What was used; without the number of documents, which the task knows.</summary>
    private TaskUsage Usage { get; }

    internal static WindowedRun Execute(Model model, IReadOnlyList<WindowedInput> inputs, CancellationToken cancellationToken)
    {
        var windows = new IReadOnlyList<TextWindow>?[inputs.Count];
        for (var i = 0; i < windows.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            windows[i] = TextWindows.Create(model, inputs[i].Text, inputs[i].Pair, inputs[i].Side);
        }
        var all = windows.SelectMany(some => some ?? []).Select(window => ModelInput.Of(window.Encoding)).ToArray();
        var (outputs, elapsed) = model.Run(all, cancellationToken);

        var next = 0;
        return new WindowedRun([.. windows.Select(Take)], new TaskUsage
        {
            Characters = inputs.Sum(input => (long)input.Text.Length + (input.Pair?.Length ?? 0)),
            Tokens = all.Sum(input => (long)input.Length),
            Windows = all.Length,
            InferenceMs = Math.Round(elapsed.TotalMilliseconds, 2),
        });

        WindowedOutput Take(IReadOnlyList<TextWindow>? some)
        {
            if (some is null)
                return new WindowedOutput([], NoRoom);
            var isFinite = true;
            var taken = new WindowOutput[some.Count];
            for (var i = 0; i < taken.Length; i++)
            {
                var output = outputs[next++];
                taken[i] = new WindowOutput(some[i], output.Values);
                isFinite &= output.IsFinite;
            }
            return new WindowedOutput(taken, isFinite ? null : NotANumber);
        }
    }

    /// <summary>The result of a task that has one input for each document.</summary>
    internal TaskResult ToResult(IReadOnlyList<TaskDocument> documents, Func<TaskDocument, IReadOnlyList<WindowOutput>, DocumentAnswer> answer) =>
        ToResult(documents, (document, i) => Outputs[i].Error, (document, i) => answer(document, Outputs[i].Windows));

    /// <summary>The result of a task: for each document, by its place, an error or an answer.</summary>
    internal TaskResult ToResult(IReadOnlyList<TaskDocument> documents, Func<TaskDocument, int, NlpError?> error, Func<TaskDocument, int, DocumentAnswer> answer)
    {
        var outcomes = documents
            .Select((document, i) => error(document, i) is { } why ? new DocumentOutcome(new DocumentError(document.Id, why)) : new DocumentOutcome(answer(document, i)))
            .ToArray();
        return new TaskResult(outcomes, Usage with { Documents = outcomes.Count(outcome => outcome.IsAnswered) });
    }
}
