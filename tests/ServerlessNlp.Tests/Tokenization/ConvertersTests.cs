using ServerlessNlp.Tests.Tokenization.Oracle;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tests.Tokenization;

/// <summary>What vocab.txt and SentencePiece models become.</summary>
public sealed class ConvertersTests
{
    [Fact]
    public void A_vocabulary_is_parted_by_line_feeds_only()
    {
        var tokenizer = Tokenizer.FromVocabulary(System.Text.Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\u2028b\n\u0085\nword\n##s\n"));
        Assert.Equal(9, tokenizer.VocabularySize);
        Assert.Equal("a\u2028b", tokenizer.IdToToken(5));
        Assert.Equal(7, tokenizer.TokenToId("word"));
        Assert.Equal([2, 7, 8, 3], tokenizer.Encode("Words").Ids.ToArray());
    }

    [Fact]
    public void A_converted_vocabulary_is_the_same_for_hugging_face()
    {
        var tokenizer = Tokenizer.FromVocabulary(System.Text.Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nquick\n##s\na\n##b\né\n中\n!\n\"\n"));
        Comparison.AssertSame(tokenizer, tokenizer.ToJson(), new TextGenerator(5).Inputs(200));
    }

    [SharedDataFact]
    public void The_vocabulary_of_bert_makes_what_its_tokenizer_json_makes()
    {
        foreach (var (name, lower) in new[] { ("bert-base-uncased", true), ("bert-base-cased", false) })
        {
            var vocabulary = File.ReadAllBytes(Repository.SharedPath("tokenizers", name, "vocab.txt"));
            var converted = Tokenizer.FromVocabulary(vocabulary, new VocabularyOptions { Lowercase = lower });
            AssertSame(Tokenizer.Load(Repository.SharedPath("tokenizers", name)), converted);
        }
    }

    [SharedDataFact]
    public void The_sentencepiece_model_of_albert_makes_what_the_converter_made()
    {
        var converted = Tokenizer.FromSentencePiece(File.ReadAllBytes(Repository.SharedPath("tokenizers", "albert", "spiece.model")));
        AssertSame(Tokenizer.FromJson(File.ReadAllBytes(Repository.SharedPath("tokenizers", "albert", "tokenizer-from-spiece.json"))), converted);
        Assert.Equal([48, 25, 21, 1289], converted.Encode("This is a test", addSpecialTokens: false).Ids.ToArray());
    }

    [SharedDataFact]
    public void A_damaged_sentencepiece_model_is_refused()
    {
        var model = File.ReadAllBytes(Repository.SharedPath("tokenizers", "albert", "spiece.model"));
        Assert.Throws<TokenizerException>(() => Tokenizer.FromSentencePiece(model.AsSpan(0, model.Length / 2)));
        Assert.Throws<TokenizerException>(() => Tokenizer.FromSentencePiece("not a model"u8));
    }

    private static void AssertSame(Tokenizer expected, Tokenizer actual)
    {
        foreach (var (text, pair, special) in new TextGenerator(3).Inputs(1000))
        {
            var (one, other) = (expected.Encode(text, pair, special), actual.Encode(text, pair, special));
            Assert.True(one.Ids.SequenceEqual(other.Ids) && one.Offsets.SequenceEqual(other.Offsets), Comparison.Show(text));
        }
    }
}
