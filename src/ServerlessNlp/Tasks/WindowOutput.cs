using ServerlessNlp.Inference;

namespace ServerlessNlp.Tasks;

/// <summary>A window and what the model gave for it: an array for each of the manifest's outputs.</summary>
internal readonly record struct WindowOutput(TextWindow Window, IReadOnlyList<float[]> Values);
