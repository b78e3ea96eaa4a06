using ServerlessNlp.Compiler.Packaging;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Compiler.Tests.Packaging;

public sealed class PackageTokenizerTests : IDisposable
{
    private static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "who", "sang", "ann"];
    private readonly TemporaryFolder _folder = new();

    public PackageTokenizerTests() => Write("vocab.txt", string.Join('\n', Vocabulary));

    [Fact]
    public void A_tab_parts_a_question_from_its_text()
    {
        var inputs = Load().Encode(["who sang\tann sang", "ann sang"], 16);
        Assert.Equal([2, 5, 6, 3, 7, 6, 3], inputs[0].Ids);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], inputs[0].TokenTypes);
        Assert.Equal([2, 7, 6, 3], inputs[1].Ids);
        Assert.Equal([0, 0, 0, 0], inputs[1].TokenTypes);
    }

    [Theory]
    [InlineData("tokenizer_config.json", """{"model_max_length": 12}""", 12)]
    [InlineData("tokenizer_config.json", """{"model_max_length": 12.0}""", 12)]
    [InlineData("tokenizer_config.json", """{"max_len": 12}""", 12)]
    [InlineData("tokenizer_config.json", """{"model_max_length": 1000000000000000019884624838656}""", 1 << 20)]
    [InlineData("sentence_bert_config.json", """{"max_seq_length": 12, "do_lower_case": false}""", 12)]
    [InlineData("sentence_roberta_config.json", """{"max_seq_length": 12}""", 12)]
    [InlineData("sentence_bert_config.json", """{"max_seq_length": null}""", 1 << 20)]
    public void The_longest_input_is_what_the_folder_says(string file, string json, int length)
    {
        Write(file, json);
        Assert.Equal(length, Load().MaxLength);
    }

    [Fact]
    public void The_shorter_of_two_lengths_holds()
    {
        Write("tokenizer_config.json", """{"model_max_length": 512}""");
        Write("sentence_bert_config.json", """{"max_seq_length": 128}""");
        Assert.Equal(128, Load().MaxLength);
    }

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 1)]
    public void Text_is_lower_cased_where_sentence_transformers_would(bool lower, int id)
    {
        Write("tokenizer_config.json", """{"do_lower_case": false}""");
        Write("sentence_bert_config.json", $$"""{"max_seq_length": 128, "do_lower_case": {{(lower ? "true" : "false")}}}""");
        Assert.Equal([2, id, 3], Ids("WHO"));
    }

    [Fact]
    public void The_configuration_of_case_goes_before_a_tokenizer_json()
    {
        File.WriteAllBytes(_folder.Of("tokenizer.json"), Tokenizer.Load(_folder.Path).ToJson());
        Assert.Equal([2, 5, 3], Ids("WHO"));
        Write("tokenizer_config.json", """{"do_lower_case": false}""");
        Assert.Equal([2, 1, 3], Ids("WHO"));
    }

    [Theory]
    [InlineData("added_tokens.json", """{"<x>": 8, "<y>": 9}""")]
    [InlineData("tokenizer_config.json", """{"added_tokens_decoder": {"9": {"content": "<y>"}, "8": {"content": "<x>", "special": true}, "2": {"content": "[CLS]", "special": true}}}""")]
    public void Tokens_that_were_added_are_found_in_the_text(string file, string json)
    {
        Write(file, json);
        Assert.Equal([2, 5, 8, 9, 3], Ids("who<x> <Y>"));
    }

    [Theory]
    [InlineData("""{"<x>": 9}""", "does not follow")]
    [InlineData("""{"<x>": 8, "<y>": 9, "<z>": 10}""", "do not belong together")]
    [InlineData("""["<x>"]""", "not an object")]
    [InlineData("""{"<x>": "8"}""", "whole number")]
    public void Added_tokens_that_do_not_fit_are_refused(string json, string reason)
    {
        Write("added_tokens.json", json);
        Assert.Contains(reason, Assert.Throws<CompilerException>(Load).Message);
    }

    [Theory]
    [InlineData("vocab.txt", "BertJapaneseTokenizer")]
    [InlineData("vocab.txt", "PhobertTokenizer")]
    [InlineData("sentencepiece.bpe.model", "XLMRobertaTokenizer")]
    [InlineData("sentencepiece.bpe.model", null)]
    [InlineData("spiece.model", "T5TokenizerFast")]
    [InlineData("spiece.model", null)]
    [InlineData("vocab.json", "CLIPTokenizer")]
    public void A_vocabulary_of_another_kind_of_tokenizer_is_refused(string file, string? kind)
    {
        File.Move(_folder.Of("vocab.txt"), _folder.Of(file));
        Write("tokenizer_config.json", kind is null ? "{}" : $$"""{"tokenizer_class": "{{kind}}"}""");
        Assert.Contains("tokenizer.json", Assert.Throws<CompilerException>(Load).Message);
    }

    [Fact]
    public void A_vocabulary_with_capitals_needs_a_word_on_case()
    {
        Write("vocab.txt", string.Join('\n', [.. Vocabulary[..^1], "Ann"]));
        Assert.Contains("do_lower_case", Assert.Throws<CompilerException>(Load).Message);
        Write("tokenizer_config.json", """{"do_lower_case": false}""");
        Assert.Equal([2, 7, 3], Ids("Ann"));
    }

    [Fact]
    public void Text_that_must_come_in_words_is_refused()
    {
        Write("tokenizer_config.json", """{"do_basic_tokenize": false}""");
        Assert.Contains("do_basic_tokenize", Assert.Throws<CompilerException>(Load).Message);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string content) => File.WriteAllText(_folder.Of(name), content);

    private PackageTokenizer Load() => PackageTokenizer.Load(_folder.Path, 10, "bert");

    private long[] Ids(string text) => Load().Encode([text], 16)[0].Ids;
}
