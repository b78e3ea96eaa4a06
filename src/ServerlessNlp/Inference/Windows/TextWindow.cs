using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Inference.Windows;

/// <summary>
/// A window of a text as the model takes it. Windows overlap, so that everything is seen with what stands beside it;
/// each token is owned by the one window in which it has the most around it, so that nothing counts twice.
/// </summary>
/// <param name="Encoding">The tokens.</param>
/// <param name="Owned">Which of them this window answers for.</param>
internal sealed record TextWindow(Encoding Encoding, Range Owned)
{
    /// <summary>How much this window counts among a text's windows: its owned tokens; 1 where a text has none.</summary>
    internal int Weight => Math.Max(1, Owned.End.Value - Owned.Start.Value);

    /// <summary>The place of the first token of the windowed text.</summary>
    internal int First { get; init; }
}

/// <summary>A window and what the model gave for it: an array for each of the manifest's outputs.</summary>
internal readonly record struct WindowOutput(TextWindow Window, IReadOnlyList<float[]> Values);
