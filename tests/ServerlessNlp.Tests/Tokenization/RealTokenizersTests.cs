using ServerlessNlp.Tests.Tokenization.Oracle;

namespace ServerlessNlp.Tests.Tokenization;

/// <summary>The published tokenizers of BERT and ALBERT, where they are beside the checkout.</summary>
public sealed class RealTokenizersTests
{
    public static TheoryData<string> Files => new()
    {
        "bert-base-uncased/tokenizer.json", "bert-base-cased/tokenizer.json", "bert-base-multilingual-cased/tokenizer.json",
        "bert-base-chinese/tokenizer.json", "albert/tokenizer.json", "albert/tokenizer-from-spiece.json",
    };

    [SharedDataTheory]
    [MemberData(nameof(Files))]
    public void Generated_texts_and_sentences_of_many_scripts_become_the_same_tokens(string file)
    {
        var json = File.ReadAllBytes(Repository.SharedPath("tokenizers", file));
        var sentences = Corpus.Sentences.Select(sentence => (sentence, (string?)null, true));
        Comparison.AssertSame(json, sentences.Concat(new TextGenerator(file.Length).Inputs(Comparison.TextCount)));
    }
}
