using System.Text.Json.Nodes;
using Microsoft.SemanticKernel.Text;
using ServerlessNlp.Tests.Tokenization.Kinds;
using ServerlessNlp.Tests.Tokenization.Oracle;
using ServerlessNlp.Tokenization;
using LibraryTokenizer = Microsoft.ML.Tokenizers.Tokenizer;

namespace ServerlessNlp.Tests.Tokenization;

/// <summary>Ours where a tokenizer of Microsoft.ML.Tokenizers is asked for.</summary>
public sealed class LibraryTokenizerTests
{
    public static TheoryData<string> Names => new(TokenizerKinds.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_tokens_have_Hugging_Faces_ids_and_their_places_in_the_original_text(string kind)
    {
        var json = TokenizerKinds.All[kind]();
        LibraryTokenizer tokenizer = Tokenizer.FromJson(json);
        using var oracle = HuggingFace.Start(json);
        var texts = Texts(kind.Length, 100);
        var expected = oracle.Encode([.. texts.Select(text => (text, (string?)null, false))]);
        for (var i = 0; i < texts.Length; i++)
        {
            if (expected[i].Error is not null)
                continue;
            var tokens = tokenizer.EncodeToTokens(texts[i], out var normalized);
            Assert.Null(normalized);
            Assert.Equal(expected[i].Ids, tokens.Select(token => token.Id));
            var ours = ((Tokenizer)tokenizer).Encode(texts[i], addSpecialTokens: false);
            Assert.Null(expected[i].DifferenceFrom(ours, texts[i], null));
            Assert.Equal(ours.Offsets.ToArray(), tokens.Select(token => (token.Offset.Start.Value, token.Offset.End.Value)));
            Assert.Equal(expected[i].Ids, tokenizer.EncodeToIds(texts[i]));
            Assert.Equal(expected[i].Ids.Length, tokenizer.CountTokens(texts[i]));
            Assert.All(tokens, token => Assert.Equal(((Tokenizer)tokenizer).IdToToken(token.Id), token.Value));
        }
    }

    [Theory]
    [InlineData("BERT uncased", "normalizer")]
    [InlineData("BERT uncased", "pre_tokenizer")]
    [InlineData("ALBERT of the converter", "normalizer")]
    [InlineData("ALBERT of the converter", "pre_tokenizer")]
    [InlineData("RoBERTa", "pre_tokenizer")]
    public void A_step_that_is_not_to_be_considered_is_left_out(string kind, string step)
    {
        var json = TokenizerKinds.All[kind]();
        var tokenizer = Tokenizer.FromJson(json);
        var file = JsonNode.Parse(json)!;
        file[step] = null;
        var without = Tokenizer.FromJson(System.Text.Encoding.UTF8.GetBytes(file.ToJsonString()));
        foreach (var text in Texts(7, 100))
        {
            var expected = without.EncodeToTokens(text, out _);
            Assert.Equal(expected, tokenizer.EncodeToTokens(text, out _, considerPreTokenization: step != "pre_tokenizer", considerNormalization: step != "normalizer"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_is_cut_where_no_more_tokens_fit_and_no_character_is_cut_apart(string kind)
    {
        LibraryTokenizer tokenizer = Tokenizer.FromJson(TokenizerKinds.All[kind]());
        foreach (var text in Texts(kind.Length + 1, 60))
        {
            var tokens = tokenizer.EncodeToTokens(text, out _);
            foreach (var most in new[] { 1, 2, 3, 5, 8, 1000 })
            {
                var end = tokenizer.GetIndexByTokenCount(text, most, out var normalized, out var count);
                Assert.Null(normalized);
                Assert.InRange(count, 0, Math.Min(most, tokens.Count));
                Assert.All(tokens.Take(count), token => Assert.True(token.Offset.End.Value <= end));
                Assert.All(tokens.Skip(count), token => Assert.True(token.Offset.Start.Value >= end));
                Assert.Equal(tokens.Take(count).Select(token => token.Id), tokenizer.EncodeToIds(text, most, out _, out var consumed));
                Assert.Equal(end, consumed);

                var start = tokenizer.GetIndexByTokenCountFromEnd(text, most, out _, out count);
                Assert.InRange(count, 0, Math.Min(most, tokens.Count));
                Assert.All(tokens.SkipLast(count), token => Assert.True(token.Offset.End.Value <= start));
                Assert.All(tokens.TakeLast(count), token => Assert.True(token.Offset.Start.Value >= start));
                if (most >= tokens.Count)
                    Assert.Equal((text.Length, 0), (end, start));
            }
        }
    }

    [Fact]
    public void Tokens_that_share_a_character_stay_together()
    {
        LibraryTokenizer tokenizer = Tokenizer.FromJson(TokenizerKinds.All["Llama 2"]());
        const string text = "a🦀b";
        Assert.True(tokenizer.CountTokens(text) > 4, "The crab should be several bytes.");
        Assert.Equal(1, tokenizer.GetIndexByTokenCount(text, 3, out _, out _));
        Assert.Equal(3, tokenizer.GetIndexByTokenCountFromEnd(text, 3, out _, out var count));
        Assert.Equal(1, count);
    }

    [Fact]
    public void Neither_the_files_truncation_nor_its_padding_nor_special_tokens_count()
    {
        var file = JsonNode.Parse(TokenizerKinds.All["BERT uncased"]())!;
        file["truncation"] = new JsonObject { ["strategy"] = "LongestFirst", ["max_length"] = 4, ["stride"] = 0, ["direction"] = "Right" };
        file["padding"] = new JsonObject { ["strategy"] = new JsonObject { ["Fixed"] = 64 }, ["pad_id"] = 0, ["pad_type_id"] = 0, ["pad_token"] = "[PAD]", ["direction"] = "Right" };
        LibraryTokenizer tokenizer = Tokenizer.FromJson(System.Text.Encoding.UTF8.GetBytes(file.ToJsonString()));
        Assert.Equal(9, tokenizer.CountTokens("! ? ! ? ! ? ! ? !"));
        Assert.Equal(2 * tokenizer.CountTokens("free and equal"), tokenizer.CountTokens("free and equal free and equal"));
    }

    [Fact]
    public void Semantic_Kernels_chunker_divides_a_text_by_our_tokens()
    {
        foreach (var kind in new[] { "BERT uncased", "ALBERT of the converter", "RoBERTa" })
        {
            LibraryTokenizer tokenizer = Tokenizer.FromJson(TokenizerKinds.All[kind]());
            var text = string.Join('\n', Corpus.Sentences.Take(12));
            var lines = TextChunker.SplitPlainTextLines(text, 20, line => tokenizer.CountTokens(line));
            var paragraphs = TextChunker.SplitPlainTextParagraphs(lines, 60, tokenCounter: line => tokenizer.CountTokens(line));
            Assert.True(paragraphs.Count > 3);
            Assert.All(paragraphs, paragraph => Assert.InRange(tokenizer.CountTokens(paragraph), 1, 60));
            Assert.Equal(Letters(text), Letters(string.Concat(paragraphs)));
        }
    }

    private static string[] Texts(int seed, int count)
    {
        var generator = new TextGenerator(seed);
        return [.. Corpus.Sentences.Take(10), .. Enumerable.Range(0, count).Select(_ => generator.Next())];
    }

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
