using System.Text.Json;
using ServerlessNlp.Compiler.Heads;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>The pooling that sentence-transformers stores beside an encoder: modules.json and 1_Pooling/config.json.</summary>
internal sealed record SentenceSettings(Pooling? Pooling, bool Normalize)
{
    private const long MaxBytes = 1 << 20;

    public static SentenceSettings Read(string folder)
    {
        var normalize = Json(Path.Combine(folder, "modules.json")) is { ValueKind: JsonValueKind.Array } modules
            && modules.EnumerateArray().Any(module => Text(module, "type").EndsWith(".Normalize", StringComparison.Ordinal));
        var pooling = Json(Path.Combine(folder, "1_Pooling", "config.json"));
        if (IsSet(pooling, "pooling_mode_mean_tokens"))
            return new SentenceSettings(Heads.Pooling.Mean, normalize);
        return new SentenceSettings(IsSet(pooling, "pooling_mode_cls_token") ? Heads.Pooling.Cls : null, normalize);
    }

    private static JsonElement? Json(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > MaxBytes)
            return null;
        try
        {
            return JsonElement.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException error)
        {
            throw new CompilerException($"{Path.GetFileName(path)} of the pooling is not JSON.", error);
        }
    }

    private static bool IsSet(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } settings && settings.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
