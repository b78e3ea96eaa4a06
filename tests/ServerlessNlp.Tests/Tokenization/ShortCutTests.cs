using ServerlessNlp.Tests.Tokenization.Kinds;
using ServerlessNlp.Tests.Tokenization.Oracle;
using ServerlessNlp.Tokenization;
using ServerlessNlp.Tokenization.Loading;

namespace ServerlessNlp.Tests.Tokenization;

/// <summary>The short cut for plain ASCII gives what the whole pipeline gives. TOKENIZER_FUZZ asks for more texts.</summary>
public sealed class ShortCutTests
{
    private static readonly int TextCount = int.TryParse(Environment.GetEnvironmentVariable("TOKENIZER_FUZZ"), out var count) ? count : 3000;

    private static readonly string[] Kinds = ["BERT uncased", "BERT cased", "BERT that cleans nothing", "ALBERT of the hub", "ALBERT of the converter", "XLM-R", "T5"];

    public static TheoryData<string> Names => new(Kinds);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_makes_the_tokens_of_the_pipeline(string kind)
    {
        var encoder = new SequenceEncoder(TokenizerJsonReader.Read(TokenizerKinds.All[kind]()));
        Assert.True(encoder.HasShortCut);
        var (generator, buffer) = (new TextGenerator(kind.Length * 7), new EncodingBuffer());
        var (quick, whole) = (new TokenList(), new TokenList());
        for (var i = 0; i < TextCount; i++)
        {
            // Mostly plain text with something odd in it: where one way hands over to the other.
            var text = i % 2 == 0 ? generator.Next() : $"plain words {generator.Next()} and more, of them {generator.Next()} \t";
            encoder.Encode(text, quick, buffer);
            whole.Clear();
            encoder.EncodePart(text, 0, text.Length, whole, buffer);
            Assert.True(quick.Ids.SequenceEqual(whole.Ids) && quick.Offsets.SequenceEqual(whole.Offsets) && quick.Words.SequenceEqual(whole.Words), $"text {i}: {Comparison.Show(text)}");
        }
    }
}
