using ServerlessNlp.Tests.Tokenization.Kinds;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tests.Tokenization;

/// <summary>Texts that would take quadratic time, if anything did: a megabyte then takes hours, and the test never ends.</summary>
public sealed class LinearTimeTests
{
    private const int Megabyte = 1_000_000;

    private static readonly string[] Kinds = ["BERT uncased", "BERT cased without accents", "ALBERT of the hub", "ALBERT of the converter", "XLM-R", "RoBERTa", "Llama 2", "Llama 3", "Unigram with bytes", "MPNet"];

    public static TheoryData<string> Names => new(Kinds);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_megabyte_of_anything_is_encoded_and_covered_to_its_end(string kind)
    {
        var tokenizer = Tokenizer.FromJson(TokenizerKinds.All[kind]());
        var buffer = new EncodingBuffer();
        foreach (var text in Texts())
        {
            tokenizer.Encode(text, default, isPair: false, buffer);
            Assert.InRange(buffer.Length, 1, text.Length * 5);
            foreach (var (start, end) in buffer.Offsets)
                Assert.True(start >= 0 && start <= end && end <= text.Length);
        }
    }

    private static IEnumerable<string> Texts()
    {
        yield return new string('a', Megabyte);
        yield return new string(' ', Megabyte);
        yield return "a" + new string('\u0301', Megabyte);
        yield return string.Concat(Enumerable.Repeat("\u0301\u0323\u0345", Megabyte / 3));
        yield return string.Concat(Enumerable.Repeat("[MASK]", 100_000));
        yield return string.Concat(Enumerable.Repeat(" <mask>", 100_000));
        yield return new string('中', Megabyte / 2);
        yield return new string('\ud800', Megabyte / 2);
        yield return new string('\'', Megabyte);
        yield return new string('\n', Megabyte / 2) + new string('1', Megabyte / 2);
    }
}
