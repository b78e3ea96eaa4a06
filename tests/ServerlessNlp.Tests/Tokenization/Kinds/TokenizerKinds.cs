using System.Text.Json.Nodes;
using static ServerlessNlp.Tests.Tokenization.Kinds.TokenizerJson;

namespace ServerlessNlp.Tests.Tokenization.Kinds;

/// <summary>Tokenizers of the kinds that encoders ship, with small vocabularies.</summary>
internal static class TokenizerKinds
{
    private static readonly string[] BertTokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
    private static readonly string[] RobertaTokens = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"];
    private static readonly string[] AlbertTokens = ["<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"];

    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["BERT uncased"] = () => BertWith(Bert()),
        ["BERT cased"] = () => BertWith(Bert(lower: false)),
        ["BERT lower-cased with accents"] = () => BertWith(Bert(strip: false)),
        ["BERT cased without accents"] = () => BertWith(Bert(lower: false, strip: true)),
        ["BERT that cleans nothing"] = () => BertWith(Bert(clean: false, chinese: false)),
        ["BERT by BertProcessing, words of 5"] = () => Of(WordPiece("", 5, BertTokens), Bert(), Component("BertPreTokenizer"),
            Component("BertProcessing", ("sep", new JsonArray("[SEP]", 3)), ("cls", new JsonArray("[CLS]", 2))), Added(BertTokens)),
        ["MPNet"] = () => Of(WordPiece(RobertaTokens), Bert(), Component("BertPreTokenizer"), Roberta(trim: true, prefixSpace: false), Added(RobertaTokens, "<mask>")),
        ["RoBERTa"] = () => Of(Bpe(true, specialTokens: RobertaTokens), null, ByteLevel(false), Roberta(trim: true, prefixSpace: false), Added(RobertaTokens, "<mask>")),
        ["RoBERTa with a space in front"] = () => Of(Bpe(true, specialTokens: RobertaTokens), null, ByteLevel(true), Roberta(trim: true, prefixSpace: true), Added(RobertaTokens, "<mask>")),
        ["BART, offsets untrimmed"] = () => Of(Bpe(true, "", "", specialTokens: RobertaTokens), null, ByteLevel(false, trim: false), Roberta(trim: false, prefixSpace: false), Added(RobertaTokens, "<mask>")),
        ["GPT-2"] = () => Of(Bpe(true, specialTokens: "<|endoftext|>"), null, ByteLevel(false), ByteLevel(true), Added(["<|endoftext|>"])),
        ["ModernBERT"] = () => Of(Bpe(true, specialTokens: BertTokens), Component("NFC"), ByteLevel(false), Template("[CLS] $A [SEP]", "[CLS] $A [SEP] $B [SEP]", ("[CLS]", 2), ("[SEP]", 3)), Added(BertTokens, "[MASK]")),
        ["Llama 3"] = () => Of(Bpe(true, ignoreMerges: true, specialTokens: "<s>"), null,
            PreTokenizers(Split("Regex", @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+", "Isolated"), ByteLevel(false, regex: false)),
            Component("Sequence", ("processors", new JsonArray(ByteLevel(true), Template("<s> $A", "<s> $A <s>:1 $B:1", ("<s>", 0))))), Added(["<s>"])),
        ["CLIP"] = () => Of(Bpe(true, suffix: "</w>", unknown: "<unk>", specialTokens: RobertaTokens), Normalizers(Component("NFC"), Replace("Regex", @"\s+", " "), Component("Lowercase")),
            PreTokenizers(Split("Regex", @"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+", "Removed", invert: true), ByteLevel(false)),
            Roberta(trim: false, prefixSpace: false), Added(RobertaTokens)),
        ["Llama 2"] = () => Of(Bpe(false, unknown: "<unk>", fuse: true, bytes: true, specialTokens: ["<unk>", "<s>", "</s>"]),
            Normalizers(Component("Prepend", ("prepend", "▁")), Replace("String", " ", "▁")), null, Template("<s> $A", "<s> $A <s>:1 $B:1", ("<s>", 1)), Added(["<unk>", "<s>", "</s>"])),
        ["BPE with prefixes, unknown ones apart"] = () => Of(Bpe(false, prefix: "@", unknown: "<unk>", specialTokens: "<unk>"), Component("NFKC"), Component("Whitespace"), null, Added(["<unk>"])),
        ["BPE without an unknown token"] = () => Of(Bpe(false), Component("NFKD"), Component("WhitespaceSplit")),
        ["ALBERT of the hub"] = () => Of(Unigram(1, false, AlbertTokens), AlbertNormalizer(), PreTokenizers(Component("WhitespaceSplit"), Metaspace()), ClassTemplate(2, 3), Added(AlbertTokens, "[MASK]")),
        ["ALBERT of the converter"] = () => Of(Unigram(1, false, AlbertTokens), AlbertNormalizer(Replace("Regex", " {2,}", " ")), Metaspace(), ClassTemplate(2, 3), Added(AlbertTokens, "[MASK]")),
        ["XLM-R"] = () => Of(Unigram(3, false, RobertaTokens), Precompiled(), PreTokenizers(Component("WhitespaceSplit"), Metaspace()),
            Template("<s> $A </s>", "<s> $A </s> </s> $B </s>", ("<s>", 0), ("</s>", 2)), Added(RobertaTokens, "<mask>")),
        ["XLM-R of the converter"] = () => Of(Unigram(3, false, RobertaTokens), Normalizers(Precompiled(), Replace("Regex", " {2,}", "▁")), Metaspace("first"),
            Template("<s> $A </s>", "<s> $A </s> </s> $B </s>", ("<s>", 0), ("</s>", 2)), Added(RobertaTokens, "<mask>")),
        ["T5"] = () => Of(Unigram(2, false, "<pad>", "</s>", "<unk>"), Normalizers(Precompiled(), Component("Strip", ("strip_left", false), ("strip_right", true)), Replace("Regex", " {2,}", "▁")),
            Metaspace(), Template("$A </s>", "$A </s> $B </s>", ("</s>", 1)), Added(["<pad>", "</s>", "<unk>"])),
        ["Unigram with bytes"] = () => Of(Unigram(0, true, "<unk>"), Component("Nmt"), Metaspace("never", split: false), null, Added(["<unk>"])),
        ["Words only"] = () => Of(Component("WordLevel", ("unk_token", "[UNK]"), ("vocab", Vocabularies.WordPiece("##", "[UNK]"))), Component("Lowercase"), Component("Whitespace"), null, Added(["[UNK]"])),
    };

    public static JsonObject AlbertNormalizer(params JsonNode[] more) => Normalizers(
        [Replace("String", "``", "\""), Replace("String", "''", "\""), Component("NFKD"), Component("StripAccents"), Component("Lowercase"), Precompiled(), .. more]);

    public static JsonObject ClassTemplate(int cls, int sep) =>
        Template("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", ("[CLS]", cls), ("[SEP]", sep));

    /// <summary>The tokens as added ones; one may take the white space before it.</summary>
    public static JsonArray Added(string[] tokens, string? leftStrip = null) =>
        [.. tokens.Select((token, id) => (JsonNode)AddedToken(id, token, left: token == leftStrip))];

    private static byte[] BertWith(JsonNode normalizer) =>
        Of(WordPiece(BertTokens), normalizer, Component("BertPreTokenizer"), ClassTemplate(2, 3), Added(BertTokens));

    private static JsonObject Roberta(bool trim, bool prefixSpace) => Component("RobertaProcessing", ("sep", new JsonArray("</s>", 2)), ("cls", new JsonArray("<s>", 0)),
        ("trim_offsets", trim), ("add_prefix_space", prefixSpace));
}
