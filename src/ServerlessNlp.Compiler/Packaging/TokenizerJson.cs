using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>Changes to a tokenizer.json that other files of its folder ask for.</summary>
internal static class TokenizerJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The settings of tokenizer_config.json, and the fields of BertNormalizer that they go before.
    private static readonly (string Setting, string Field)[] BertFields = [("do_lower_case", "lowercase"), ("strip_accents", "strip_accents"), ("tokenize_chinese_chars", "handle_chinese_chars")];

    /// <summary>Whether text is lower-cased and stripped of accents as tokenizer_config.json says, where Transformers lets it go before BERT's tokenizer.json; null where both agree.</summary>
    public static byte[]? WithSettings(ReadOnlySpan<byte> json, TokenizerSettings settings)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        if (root["normalizer"] is not JsonObject normalizer || normalizer["type"]?.GetValue<string>() != "BertNormalizer")
            return null;
        var changed = false;
        foreach (var (setting, field) in BertFields)
        {
            if (settings.Flag(setting) is not { } wanted || (normalizer[field] as JsonValue)?.TryGetValue<bool>(out var stored) == true && stored == wanted)
                continue;
            normalizer[field] = wanted;
            changed = true;
        }
        return changed ? Bytes(root) : null;
    }

    /// <summary>The tokenizer with text lower-cased before anything else.</summary>
    public static byte[] Lowercased(ReadOnlySpan<byte> json)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        var before = root["normalizer"];
        root["normalizer"] = new JsonObject
        {
            ["type"] = "Sequence",
            ["normalizers"] = before is null ? [new JsonObject { ["type"] = "Lowercase" }] : new JsonArray(new JsonObject { ["type"] = "Lowercase" }, before.DeepClone()),
        };
        return Bytes(root);
    }

    public static byte[] Bytes(JsonNode root) => JsonSerializer.SerializeToUtf8Bytes(root, Plain);
}
