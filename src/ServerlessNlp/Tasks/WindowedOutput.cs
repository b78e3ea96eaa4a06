namespace ServerlessNlp.Tasks;

/// <summary>What a model gave for the windows of a text, or why it could not.</summary>
/// <param name="Windows">Each window with the model's output.</param>
/// <param name="Error">The error, or null.</param>
internal sealed record WindowedOutput(IReadOnlyList<WindowOutput> Windows, NlpError? Error);
