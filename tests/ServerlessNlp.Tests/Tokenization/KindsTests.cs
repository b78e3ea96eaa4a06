using ServerlessNlp.Tests.Tokenization.Kinds;
using ServerlessNlp.Tests.Tokenization.Oracle;

namespace ServerlessNlp.Tests.Tokenization;

/// <summary>Every kind of tokenizer that encoders ship gives what Hugging Face gives.</summary>
public sealed class KindsTests
{
    public static TheoryData<string> Names => new(TokenizerKinds.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Generated_texts_and_sentences_of_many_scripts_become_the_same_tokens(string kind)
    {
        var sentences = Corpus.Sentences.Select(sentence => (sentence, (string?)null, true));
        Comparison.AssertSame(TokenizerKinds.All[kind](), sentences.Concat(new TextGenerator(kind.Length).Inputs(Comparison.TextCount)));
    }
}
