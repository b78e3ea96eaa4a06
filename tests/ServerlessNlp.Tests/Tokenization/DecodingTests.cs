using System.Buffers;
using System.Text.Json.Nodes;
using ServerlessNlp.Tests.Tokenization.Kinds;
using ServerlessNlp.Tests.Tokenization.Oracle;
using ServerlessNlp.Tokenization;
using static ServerlessNlp.Tests.Tokenization.Kinds.TokenizerJson;

namespace ServerlessNlp.Tests.Tokenization;

/// <summary>Tokens become the text that Hugging Face's decoders make of them.</summary>
public sealed class DecodingTests
{
    private static readonly Dictionary<string, (string Kind, Func<JsonNode?> Decoder)> Decoders = new()
    {
        ["none"] = ("BERT uncased", () => null),
        ["WordPiece"] = ("BERT uncased", () => Component("WordPiece", ("prefix", "##"), ("cleanup", true))),
        ["WordPiece, not cleaned up"] = ("BERT cased", () => Component("WordPiece", ("prefix", "##"), ("cleanup", false))),
        ["byte level"] = ("RoBERTa", () => ByteLevel(true)),
        ["byte level where pieces have other characters"] = ("ALBERT of the hub", () => ByteLevel(true)),
        ["Metaspace"] = ("ALBERT of the converter", () => Metaspace()),
        ["Metaspace of the first"] = ("XLM-R of the converter", () => Metaspace("first")),
        ["Metaspace that puts nothing in front"] = ("Unigram with bytes", () => Metaspace("never")),
        ["BPE with an end of words"] = ("CLIP", () => Component("BPEDecoder", ("suffix", "</w>"))),
        ["bytes"] = ("Llama 2", () => Sequence(
            Replace("String", "▁", " "), Component("ByteFallback"), Component("Fuse"), Component("Strip", ("content", " "), ("start", 1), ("stop", 0)))),
        ["patterns"] = ("T5", () => Sequence(Replace("Regex", "[aeiou]+", "ö"), Component("Strip", ("content", "ö"), ("start", 0), ("stop", 1)))),
        ["CTC"] = ("BERT uncased", () => Component("CTC", ("pad_token", "[PAD]"), ("word_delimiter_token", "|"), ("cleanup", true))),
    };

    public static TheoryData<string> Names => new(Decoders.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_and_any_ids_are_decoded_as_Hugging_Face_does(string name)
    {
        var (json, tokenizer) = Make(name);
        using var oracle = HuggingFace.Start(json);
        var random = new Random(5);
        var generator = new TextGenerator(name.Length);
        var inputs = new List<(int[] Ids, bool SkipSpecialTokens)>();
        for (var i = 0; i < 150; i++)
        {
            inputs.Add((tokenizer.Encode(generator.Next()).Ids.ToArray(), i % 2 == 0));
            inputs.Add(([.. Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(tokenizer.VocabularySize + 2))], i % 2 == 1));
        }
        inputs.Add((tokenizer.Encode("I do not, I 've, you 're n't ' here ' . ! ?").Ids.ToArray(), true));
        var expected = oracle.Decode(inputs);
        Assert.Equal(expected, inputs.Select(input => tokenizer.Decode(input.Ids, input.SkipSpecialTokens)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_has_no_room_is_left_for_the_next_call(string name)
    {
        var (_, tokenizer) = Make(name);
        var ids = tokenizer.Encode("Emoji 😀 and ½ of 日本語, isn't it?", addSpecialTokens: false).Ids.ToArray();
        var whole = tokenizer.Decode(ids);
        for (var room = 0; room <= whole.Length; room++)
        {
            var destination = new char[room];
            var status = tokenizer.Decode(ids, destination, out var consumed, out var written);
            Assert.Equal(room == whole.Length ? OperationStatus.Done : OperationStatus.DestinationTooSmall, status);
            var text = new string(destination, 0, written);
            Assert.StartsWith(text, whole, StringComparison.Ordinal);
            Assert.Equal(text, tokenizer.Decode(ids[..consumed]));
        }
    }

    [Fact]
    public void A_decoder_that_is_not_known_is_refused_by_name()
    {
        var file = JsonNode.Parse(TokenizerKinds.All["BERT uncased"]())!;
        file["decoder"] = Component("Sparkle");
        var error = Assert.Throws<TokenizerException>(() => Tokenizer.FromJson(System.Text.Encoding.UTF8.GetBytes(file.ToJsonString())));
        Assert.Equal("The decoder Sparkle is not supported.", error.Message);
    }

    private static JsonObject Sequence(params JsonNode[] steps) => Component("Sequence", ("decoders", new JsonArray(steps)));

    private static (byte[] Json, Tokenizer Tokenizer) Make(string name)
    {
        var (kind, decoder) = Decoders[name];
        var file = JsonNode.Parse(TokenizerKinds.All[kind]())!;
        file["decoder"] = decoder();
        var json = System.Text.Encoding.UTF8.GetBytes(file.ToJsonString());
        return (json, Tokenizer.FromJson(json));
    }
}
