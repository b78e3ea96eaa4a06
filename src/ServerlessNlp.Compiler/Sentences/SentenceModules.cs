using System.Text.Json;
using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Sentences;

/// <summary>
/// What sentence-transformers (https://www.sbert.net) stores beside an encoder: modules.json with the steps from tokens to a vector, in
/// their order. Each is applied as it is there, or the folder is refused: a step left out would give other vectors without a word.
/// </summary>
internal static class SentenceModules
{
    private const string ListFile = "modules.json";
    private static readonly string[] Silent = ["Transformer", "Dropout"];

    /// <summary>The steps that the folder names, none where it is no such folder.</summary>
    /// <param name="folder">The folder that holds modules.json.</param>
    /// <param name="pooling">The pooling to use instead of the stored one.</param>
    /// <exception cref="CompilerException">A module is not supported, damaged or out of place.</exception>
    public static IReadOnlyList<SentenceStep> Read(string folder, Pooling? pooling)
    {
        RefuseDefaultPrompt(folder);
        var modules = List(folder) ?? WithoutList(folder);
        var steps = modules.Where(module => !Silent.Contains(module.Type)).Select(module => Step(folder, module, pooling)).ToList();
        if (steps.Count > 0 && (steps[0] is not PoolingStep || steps.Count(step => step is PoolingStep) > 1))
            throw new CompilerException("modules.json does not pool right after the encoder, and only there: such a model cannot be compiled.");
        return steps;
    }

    /// <summary>The folder of the encoder itself: old models keep it in one of its own, such as 0_Transformer.</summary>
    public static string EncoderFolder(string folder)
    {
        if (File.Exists(Path.Combine(folder, "config.json")))
            return folder;
        var encoder = List(folder)?.FirstOrDefault(module => module.Type == "Transformer").Path;
        return string.IsNullOrEmpty(encoder) ? folder : PathOf(folder, encoder);
    }

    private static SentenceStep Step(string folder, (string Type, string Path) module, Pooling? pooling) => module.Type switch
    {
        "Pooling" => new PoolingStep(pooling is { } mode ? [mode] : PoolingModes.Read(PathOf(folder, module.Path))),
        "Normalize" => new NormalizeStep(),
        "Dense" => StoredStep.Dense(PathOf(folder, module.Path), module.Path),
        "LayerNorm" => StoredStep.LayerNorm(PathOf(folder, module.Path), module.Path),
        _ => throw new CompilerException($"The folder has a sentence-transformers module {Printable.Name(module.Type)}, which cannot be compiled: Pooling, Dense, LayerNorm, Normalize and Dropout can."),
    };

    private static IReadOnlyList<(string Type, string Path)>? List(string folder)
    {
        if (SentenceJson.Read(Path.Combine(folder, ListFile)) is not { } json)
            return null;
        if (json.ValueKind != JsonValueKind.Array)
            throw new CompilerException("modules.json is not a list.");
        return [.. json.EnumerateArray().Select(module => (module.Text("type").Split('.')[^1], module.Text("path")))];
    }

    /// <summary>Some folders were copied without modules.json; what it said can be told where there is only a pooling.</summary>
    private static IReadOnlyList<(string Type, string Path)> WithoutList(string folder)
    {
        var parts = Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => name.Length > 2 && char.IsAsciiDigit(name[0]) && name[1] == '_').ToList();
        return parts.All(name => name == "1_Pooling")
            ? [.. parts.Select(name => ("Pooling", name))]
            : throw new CompilerException($"The folder has {Printable.List(parts)} but no modules.json, which says how they follow each other: copy it too.");
    }

    private static string PathOf(string folder, string path)
    {
        // A path with more than one part could lead out of the folder.
        if (path.Length == 0 || path != Path.GetFileName(path) || path is "." or "..")
            throw new CompilerException($"modules.json names {Printable.Name(path)}, which is not a folder beside it.");
        return Path.Combine(folder, path);
    }

    private static void RefuseDefaultPrompt(string folder)
    {
        var settings = SentenceJson.Read(Path.Combine(folder, "config_sentence_transformers.json"));
        if (settings?.Text("default_prompt_name") is { Length: > 0 } name)
            throw new CompilerException($"config_sentence_transformers.json puts the prompt {Printable.Name(name)} before every text, which a package does not: set default_prompt_name to null and send the prompt with the text.");
    }
}
