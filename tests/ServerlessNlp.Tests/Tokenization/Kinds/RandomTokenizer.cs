using System.Text.Json.Nodes;
using static ServerlessNlp.Tests.Tokenization.Kinds.TokenizerJson;

namespace ServerlessNlp.Tests.Tokenization.Kinds;

/// <summary>A tokenizer.json put together at random from all components: what no one ships must be right too.</summary>
internal sealed class RandomTokenizer(int seed)
{
    private static readonly string[] Tokens = ["[UNK]", "<s>", "</s>", "[MASK]"];
    private static readonly string[] Behaviors = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"];
    private static readonly string[] Regexes = [" {2,}", @"\s+", @"\d", @"\p{L}+", @"[^\w\s]", "[aeiou]+|[0-9]{1,2}", @"\w+|[^\w\s]+", @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"];
    private static readonly string[] Literals = ["``", "a", " ", "é", "▁", "ing", "..", "한"];
    private static readonly Lazy<JsonObject>[] Models =
    [
        new(() => WordPiece(Tokens)), new(() => WordPiece("", 8, Tokens)), new(() => Unigram(0, false, Tokens)), new(() => Unigram(0, true, Tokens)),
        new(() => Bpe(true, specialTokens: Tokens)), new(() => Bpe(false, prefix: "##", suffix: "</w>", unknown: "[UNK]", fuse: true, specialTokens: Tokens)),
        new(() => Bpe(false, unknown: "[UNK]", bytes: true, specialTokens: Tokens)),
        new(() => Component("WordLevel", ("unk_token", "[UNK]"), ("vocab", Vocabularies.WordPiece("##", Tokens)))),
    ];

    private readonly Random _random = new(seed);

    public byte[] Make()
    {
        var normalizer = Steps(Normalizer, "normalizers");
        var preTokenizer = Steps(PreTokenizer, "pretokenizers");
        // An added token of which normalisation leaves nothing is found at odd places by theirs, never by ours.
        var erases = normalizer?.ToJsonString() is { } json && (json.Contains("\"Strip\"", StringComparison.Ordinal) || json.Contains("\"content\":\"\"", StringComparison.Ordinal));
        return Of(Models[_random.Next(Models.Length)].Value.DeepClone(), normalizer, preTokenizer, PostProcessor(), AddedTokens(mayNormalize: !erases), Truncation(), Padding());
    }

    private JsonObject? Steps(Func<JsonObject> step, string name)
    {
        var count = _random.Next(4);
        return count switch
        {
            0 => null,
            1 => step(),
            _ => Component("Sequence", (name, new JsonArray([.. Enumerable.Range(0, count).Select(_ => (JsonNode)step())]))),
        };
    }

    private JsonObject Normalizer() => _random.Next(14) switch
    {
        0 => Bert(Flip(), Flip(), Flip() ? null : Flip(), Flip()),
        1 => Component("NFC"),
        2 => Component("NFD"),
        3 => Component("NFKC"),
        4 => Component("NFKD"),
        5 => Component("Lowercase"),
        6 => Component("StripAccents"),
        7 => Component("Strip", ("strip_left", Flip()), ("strip_right", Flip())),
        8 => Replace("String", Pick(Literals), Pick(["", "x", "▁", " ", "ab", "ü"])),
        9 => Replace("Regex", Pick(Regexes), Pick(["", "x", "▁", " ", "ab"])),
        10 => Component("Prepend", ("prepend", Pick(["▁", " ", "ab", "é́"]))),
        11 => Component("Nmt"),
        12 => Component("ByteLevel"),
        _ => Precompiled(),
    };

    private JsonObject PreTokenizer() => _random.Next(12) switch
    {
        0 => Component("BertPreTokenizer"),
        1 => Component("Whitespace"),
        2 => Component("WhitespaceSplit"),
        3 => Component("Punctuation", ("behavior", Pick(Behaviors))),
        4 or 5 => Metaspace(Pick(["always", "first", "never"]), Flip()),
        6 or 7 => ByteLevel(Flip(), Flip()),
        8 => Component("Digits", ("individual_digits", Flip())),
        9 => Split("String", Pick(Literals), Pick(Behaviors), Flip()),
        10 => Split("Regex", Pick(Regexes), Pick(Behaviors), Flip()),
        _ => Component("FixedLength", ("length", _random.Next(1, 6))),
    };

    private JsonObject? PostProcessor() => _random.Next(6) switch
    {
        0 => null,
        1 => Component("BertProcessing", ("sep", new JsonArray("</s>", 2)), ("cls", new JsonArray("<s>", 1))),
        2 => Component("RobertaProcessing", ("sep", new JsonArray("</s>", 2)), ("cls", new JsonArray("<s>", 1)), ("trim_offsets", Flip()), ("add_prefix_space", Flip())),
        3 => Template(Pick(["<s> $A </s>", "$A:3", "<s>:2 $A:1 $A:2"]), Pick(["<s> $A </s> $B:1 </s>:1", "$B:1 </s> $A", "$A $B </s>:4 </s>"]), ("<s>", 1), ("</s>", 2)),
        4 => ByteLevel(Flip(), trim: Flip()),
        _ => Component("Sequence", ("processors", new JsonArray(ByteLevel(Flip(), trim: Flip()), Template("<s> $A </s>", "<s> $A </s> $B:1 </s>:1", ("<s>", 1), ("</s>", 2))))),
    };

    private JsonArray AddedTokens(bool mayNormalize)
    {
        var tokens = new JsonArray();
        var contents = Tokens.Concat(["hello", "Hello", "ing", "  ", "é", "the", "日本", "new token", "``"]).Where(_ => _random.Next(3) > 0).ToList();
        // Which of two tokens wins whose normalised texts are the same is random in theirs: only one is normalised.
        var normalized = mayNormalize ? _random.Next(contents.Count + 1) : contents.Count;
        foreach (var content in contents)
            tokens.Add((JsonNode)AddedToken(1000 + tokens.Count, content, Flip(), tokens.Count == normalized, _random.Next(3) == 0, _random.Next(3) == 0, _random.Next(3) == 0));
        return tokens;
    }

    private JsonObject? Truncation() => _random.Next(3) > 0 ? null : new JsonObject
    {
        ["max_length"] = _random.Next(5, 20),
        ["strategy"] = Pick(["LongestFirst", "OnlyFirst", "OnlySecond"]),
        ["direction"] = Pick(["Left", "Right"]),
        ["stride"] = 0,
    };

    private JsonObject? Padding() => _random.Next(3) > 0 ? null : new JsonObject
    {
        ["strategy"] = Flip() ? "BatchLongest" : new JsonObject { ["Fixed"] = _random.Next(30) },
        ["direction"] = Pick(["Left", "Right"]),
        ["pad_to_multiple_of"] = Flip() ? null : 8,
        ["pad_id"] = 3,
        ["pad_type_id"] = 1,
        ["pad_token"] = "[MASK]",
    };

    private bool Flip() => _random.Next(2) == 0;

    private string Pick(string[] values) => values[_random.Next(values.Length)];
}
