using ServerlessNlp.Tasks.Summarization;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Tests.Tasks;

public sealed class SummarizerTests
{
    private const string Text = "😀 The bank raised interest rates. My neighbour has a bicycle. Higher interest rates slow the economy, the bank said. Rates of the bank worry the economy. It rained.";

    [Theory]
    [InlineData("Utf16CodeUnit")]
    [InlineData("UnicodeCodePoint")]
    public void Sentences_stand_in_the_order_of_the_document_with_their_place(string unit)
    {
        var sentences = Summarize($$"""{"stringIndexType":"{{unit}}"}""").Sentences;

        Assert.Equal(3, sentences.Count);
        Assert.Equal(sentences.OrderBy(sentence => sentence.Offset), sentences);
        var shift = unit == "UnicodeCodePoint" ? 1 : 0;
        Assert.All(sentences.Where(sentence => sentence.Offset > 0), sentence => Assert.Equal(sentence.Text, Text.Substring(sentence.Offset + shift, sentence.Length)));
    }

    [Fact]
    public void Or_in_the_order_of_their_rank()
    {
        var sentences = Summarize("""{"sortBy":"rank","sentenceCount":4}""").Sentences;

        Assert.Equal(sentences.OrderByDescending(sentence => sentence.RankScore), sentences);
        Assert.Equal(1, sentences[0].RankScore);
    }

    [Fact]
    public void Both_orders_hold_the_same_sentences() =>
        Assert.Equal(
            Summarize("""{"sortBy":"rank"}""").Sentences.OrderBy(sentence => sentence.Offset),
            Summarize("""{"sortBy":"offset"}""").Sentences);

    [Fact]
    public void A_short_document_is_its_own_summary() =>
        Assert.Equal(5, Summarize("""{"sentenceCount":100}""").Sentences.Count);

    [Fact]
    public void It_says_how_much_was_read() => Assert.Equal(new Coverage(Text.Length, 1), Summarize(null).Coverage);

    private static SummarizeAnswer Summarize(string? options) =>
        Assert.IsType<SummarizeAnswer>(TinyModels.Run(null, "summarize", options, new TaskDocument("1", Text)).Outcomes[0].Answer);
}
