using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Inference.Windows;

/// <summary>Takes the texts of a request through a model: all their windows together, so that batches are full.</summary>
/// <param name="Outputs">An output for each input, in order.</param>
/// <param name="Characters">The characters of the texts, in UTF-16 code units.</param>
/// <param name="Tokens">The tokens that went through the model, special tokens included, padding not.</param>
/// <param name="Windows">The windows that went through the model.</param>
/// <param name="Elapsed">The time spent in the model.</param>
internal sealed record WindowedRun(IReadOnlyList<WindowedOutput> Outputs, long Characters, long Tokens, int Windows, TimeSpan Elapsed)
{
    private static readonly NlpError NotANumber =
        new(ErrorCode.InvalidOutput, "The model gave a value that is not a number for this document.");

    private static readonly NlpError NoRoom =
        new(ErrorCode.DocumentTooLong, "The question, or the shorter text of the pair, leaves too little of the model's input to the other. Shorten it.");

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
        return new WindowedRun(
            [.. windows.Select(Take)],
            inputs.Sum(input => (long)input.Text.Length + (input.Pair?.Length ?? 0)),
            all.Sum(input => (long)input.Length),
            all.Length,
            elapsed);

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
}

/// <summary>A text that goes through a model, alone or beside another.</summary>
/// <param name="Text">The first text.</param>
/// <param name="Pair">The second, or null.</param>
/// <param name="Side">Which of them is divided into windows where both don't fit.</param>
internal readonly record struct WindowedInput(string Text, string? Pair = null, WindowedSide Side = WindowedSide.Text);

/// <summary>What a model gave for the windows of a text, or why it could not.</summary>
/// <param name="Windows">Each window with the model's output.</param>
/// <param name="Error">The error, or null.</param>
internal sealed record WindowedOutput(IReadOnlyList<WindowOutput> Windows, NlpError? Error);
