using System.Text.Json;
using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Sentences;

/// <summary>Reads the modules of sentence-transformers that have weights.</summary>
internal static class StoredStep
{
    private const int LargestSize = 1 << 16;
    private const string SentenceVector = "sentence_embedding";

    /// <exception cref="CompilerException">The settings or the weights are missing or cannot be used.</exception>
    public static DenseStep Dense(string folder, string name)
    {
        var settings = Settings(folder);
        var (inputs, outputs) = (Size(settings, "in_features"), Size(settings, "out_features"));
        foreach (var end in new[] { "module_input_name", "module_output_name" })
        {
            if (settings.Text(end) is { Length: > 0 } value && value != SentenceVector)
                throw new CompilerException($"The module {Printable.Name(name)} works on {Printable.Name(value)} instead of the text's vector, which cannot be compiled.");
        }
        using var weights = Checkpoint.Open(folder);
        var bias = settings.IsOff("bias") ? new float[outputs] : Weight(weights, "linear.bias", outputs);
        return new DenseStep(name, inputs, outputs, Weight(weights, "linear.weight", outputs, inputs), bias, Activation(settings.Text("activation_function")));
    }

    /// <exception cref="CompilerException">The settings or the weights are missing or cannot be used.</exception>
    public static LayerNormStep LayerNorm(string folder, string name)
    {
        var size = Size(Settings(folder), "dimension");
        using var weights = Checkpoint.Open(folder);
        return new LayerNormStep(name, Weight(weights, "norm.weight", size), Weight(weights, "norm.bias", size));
    }

    private static JsonElement Settings(string folder) =>
        SentenceJson.Read(Path.Combine(folder, "config.json")) ?? throw new CompilerException($"The module {Printable.Name(Path.GetFileName(folder))} that modules.json names has no config.json.");

    private static int Size(JsonElement settings, string name) =>
        settings.Number(name) is { } size and <= LargestSize ? size : throw new CompilerException($"A sentence-transformers module's {name} must be a whole number from 1 to {LargestSize}.");

    private static float[] Weight(IWeightSource weights, string name, params long[] shape)
    {
        if (!weights.Weights.TryGetValue(name, out var info) || !info.Shape.SequenceEqual(shape))
            throw new CompilerException($"A sentence-transformers module lacks {Printable.Name(name)} of the shape [{string.Join(", ", shape)}] that its config.json calls for.");
        var values = weights.Read(name);
        return Array.TrueForAll(values, float.IsFinite) ? values : throw new CompilerException($"The tensor {Printable.Name(name)} holds infinities or no numbers (NaN).");
    }

    /// <summary>A class of PyTorch by its full name; the module's own default is Tanh.</summary>
    private static DenseActivation Activation(string name) => name.Split('.')[^1] switch
    {
        "" or "Tanh" => DenseActivation.Tanh,
        "Identity" => DenseActivation.Identity,
        "ReLU" => DenseActivation.Relu,
        "GELU" => DenseActivation.Gelu,
        "Sigmoid" => DenseActivation.Sigmoid,
        _ => throw new CompilerException($"The activation {Printable.Name(name)} of a Dense module cannot be compiled: Identity, Tanh, ReLU, GELU and Sigmoid can."),
    };
}
