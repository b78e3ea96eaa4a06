using System.Text;
using System.Text.Json.Nodes;

namespace ServerlessNlp.Tests.Tokenization.Kinds;

/// <summary>Puts tokenizer.json files together.</summary>
internal static class TokenizerJson
{
    public static byte[] Of(JsonNode model, JsonNode? normalizer = null, JsonNode? preTokenizer = null, JsonNode? postProcessor = null,
        JsonArray? addedTokens = null, JsonNode? truncation = null, JsonNode? padding = null) =>
        Encoding.UTF8.GetBytes(new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = truncation,
            ["padding"] = padding,
            ["added_tokens"] = addedTokens ?? [],
            ["normalizer"] = normalizer,
            ["pre_tokenizer"] = preTokenizer,
            ["post_processor"] = postProcessor,
            ["decoder"] = null,
            ["model"] = model,
        }.ToJsonString());

    public static JsonObject Component(string type, params (string Name, JsonNode? Value)[] fields)
    {
        var component = new JsonObject { ["type"] = type };
        foreach (var (name, value) in fields)
            component[name] = value;
        return component;
    }

    public static JsonObject Normalizers(params JsonNode[] steps) => Component("Sequence", ("normalizers", new JsonArray(steps)));

    public static JsonObject PreTokenizers(params JsonNode[] steps) => Component("Sequence", ("pretokenizers", new JsonArray(steps)));

    public static JsonObject Bert(bool clean = true, bool chinese = true, bool? strip = null, bool lower = true) =>
        Component("BertNormalizer", ("clean_text", clean), ("handle_chinese_chars", chinese), ("strip_accents", strip), ("lowercase", lower));

    public static JsonObject Replace(string kind, string pattern, string content) =>
        Component("Replace", ("pattern", new JsonObject { [kind] = pattern }), ("content", content));

    public static JsonObject Split(string kind, string pattern, string behavior, bool invert = false) =>
        Component("Split", ("pattern", new JsonObject { [kind] = pattern }), ("behavior", behavior), ("invert", invert));

    public static JsonObject Precompiled() => Component("Precompiled", ("precompiled_charsmap", Convert.ToBase64String(Charsmap.NmtNfkc)));

    public static JsonObject Metaspace(string scheme = "always", bool split = true) =>
        Component("Metaspace", ("replacement", "▁"), ("prepend_scheme", scheme), ("split", split));

    public static JsonObject ByteLevel(bool prefixSpace, bool regex = true, bool trim = true) =>
        Component("ByteLevel", ("add_prefix_space", prefixSpace), ("trim_offsets", trim), ("use_regex", regex));

    public static JsonObject AddedToken(int id, string content, bool special = true, bool normalized = false, bool left = false, bool right = false, bool singleWord = false) => new()
    {
        ["id"] = id,
        ["content"] = content,
        ["single_word"] = singleWord,
        ["lstrip"] = left,
        ["rstrip"] = right,
        ["normalized"] = normalized,
        ["special"] = special,
    };

    /// <summary>A template such as "[CLS] $A [SEP] $B:1 [SEP]:1".</summary>
    public static JsonObject Template(string single, string pair, params (string Token, int Id)[] tokens)
    {
        JsonArray Parse(string template) => [.. template.Split(' ').Select(part =>
        {
            var (name, type) = (part.Split(':')[0], part.Contains(':') ? int.Parse(part.Split(':')[1], null) : 0);
            return (JsonNode)(name[0] == '$'
                ? new JsonObject { ["Sequence"] = new JsonObject { ["id"] = name[1..], ["type_id"] = type } }
                : new JsonObject { ["SpecialToken"] = new JsonObject { ["id"] = name, ["type_id"] = type } });
        })];
        var special = new JsonObject();
        foreach (var (token, id) in tokens)
            special[token] = new JsonObject { ["id"] = token, ["ids"] = new JsonArray(id), ["tokens"] = new JsonArray(token) };
        return Component("TemplateProcessing", ("single", Parse(single)), ("pair", Parse(pair)), ("special_tokens", special));
    }

    public static JsonObject WordPiece(params string[] specialTokens) => WordPiece("##", 100, specialTokens);

    public static JsonObject WordPiece(string prefix, int longest, params string[] specialTokens) =>
        Component("WordPiece", ("unk_token", specialTokens.First(token => token.Contains("unk", StringComparison.OrdinalIgnoreCase))), ("continuing_subword_prefix", prefix),
            ("max_input_chars_per_word", longest), ("vocab", Vocabularies.WordPiece(prefix, specialTokens)));

    public static JsonObject Unigram(int unknownId, bool bytes, params string[] specialTokens) =>
        Component("Unigram", ("unk_id", unknownId), ("vocab", Vocabularies.Unigram(bytes, specialTokens)), ("byte_fallback", bytes));

    public static JsonObject Bpe(bool byteLevel, string? prefix = null, string? suffix = null, string? unknown = null, bool fuse = false, bool bytes = false, bool ignoreMerges = false, params string[] specialTokens)
    {
        var tokens = specialTokens.Concat(bytes ? Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>") : []);
        var (ids, merges) = Vocabularies.Bpe(byteLevel, prefix ?? "", suffix ?? "", 300, [.. tokens]);
        return Component("BPE", ("dropout", null), ("unk_token", unknown), ("continuing_subword_prefix", prefix), ("end_of_word_suffix", suffix),
            ("fuse_unk", fuse), ("byte_fallback", bytes), ("ignore_merges", ignoreMerges), ("vocab", ids), ("merges", merges));
    }
}
