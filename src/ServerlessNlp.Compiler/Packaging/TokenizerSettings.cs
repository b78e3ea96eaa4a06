using System.Text.Json;
using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>What tokenizer_config.json (and, for the class, config.json) says of a tokenizer beside its vocabulary.</summary>
internal sealed class TokenizerSettings
{
    private const long MaxBytes = 64 << 20;
    private readonly JsonElement? _config;
    private readonly string? _class;

    private TokenizerSettings(JsonElement? config, string? modelsClass) => (_config, _class) = (config, Text(config, "tokenizer_class") ?? modelsClass);

    /// <summary>The class of Transformers without Fast at its end, or null.</summary>
    public string? Class => _class?.EndsWith("Fast", StringComparison.Ordinal) == true ? _class[..^4] : _class;

    /// <summary>The most tokens that are allowed (max_len in files of before 2020), or null.</summary>
    public int? MaxLength => Length("model_max_length") ?? Length("max_len");

    /// <exception cref="CompilerException">A file is not JSON.</exception>
    public static TokenizerSettings Read(string folder) => new(Json(folder, "tokenizer_config.json"), Text(Json(folder, "config.json"), "tokenizer_class"));

    public bool? Flag(string name) => Find(_config, name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    // Where no limit was set, Transformers writes a number of thirty digits.
    private int? Length(string name) =>
        Find(_config, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var length) && length is >= 1 and <= int.MaxValue ? (int)length : null;

    private static string? Text(JsonElement? json, string name) => Find(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Find(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } settings && settings.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement? Json(string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists || file.Length > MaxBytes)
            return null;
        LfsPointer.Refuse(file.FullName);
        try
        {
            return JsonElement.Parse(File.ReadAllBytes(file.FullName));
        }
        catch (JsonException error)
        {
            throw new CompilerException($"{name} is not JSON.", error);
        }
    }
}
