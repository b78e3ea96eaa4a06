using System.Globalization;
using ServerlessNlp.Tests.Tokenization.Kinds;
using ServerlessNlp.Tests.Tokenization.Oracle;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tests.Tokenization;

/// <summary>A tokenizer is the same for every thread, culture and time.</summary>
public sealed class SharingTests
{
    [Theory]
    [InlineData("BERT uncased")]
    [InlineData("ALBERT of the converter")]
    [InlineData("RoBERTa")]
    public void Many_threads_get_from_one_tokenizer_what_one_thread_gets(string kind)
    {
        var tokenizer = Tokenizer.FromJson(TokenizerKinds.All[kind]());
        var texts = Enumerable.Range(0, 200).Select(seed => new TextGenerator(seed).Next()).ToArray();
        var expected = Array.ConvertAll(texts, text => Show(tokenizer.Encode(text)));
        Parallel.For(0, 2000, i => Assert.Equal(expected[i % texts.Length], Show(tokenizer.Encode(texts[i % texts.Length]))));
    }

    [Fact]
    public void No_culture_changes_a_token()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            // A culture of one's own making: also where globalization is invariant, and names of cultures mean nothing.
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NumberDecimalSeparator = ",";
            odd.NumberFormat.NegativeSign = "~";
            var json = TokenizerKinds.All["ALBERT of the hub"]();
            var expected = Show(Tokenizer.FromJson(json).Encode("I\u0130\u0131i STRASSE ΑΣ 1,5"));
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(expected, Show(Tokenizer.FromJson(json).Encode("I\u0130\u0131i STRASSE ΑΣ 1,5")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_used_buffer_makes_no_garbage()
    {
        var tokenizer = Tokenizer.FromJson(TokenizerKinds.All["BERT uncased"]());
        var buffer = new EncodingBuffer();
        var text = string.Join(' ', Corpus.Sentences);
        for (var i = 0; i < 50; i++)
            tokenizer.Encode(text, text, isPair: true, buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
            tokenizer.Encode(text, text, isPair: true, buffer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Show(Encoding encoding) => string.Join(' ', encoding.Ids.ToArray()) + string.Join(' ', encoding.Offsets.ToArray());
}
