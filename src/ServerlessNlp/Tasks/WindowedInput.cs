using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tasks;

/// <summary>A text that goes through a model, alone or beside another.</summary>
/// <param name="Text">The first text.</param>
/// <param name="Pair">The second, or null.</param>
/// <param name="Side">Which of them is divided into windows where both don't fit.</param>
internal readonly record struct WindowedInput(string Text, string? Pair = null, WindowedSide Side = WindowedSide.Text);
