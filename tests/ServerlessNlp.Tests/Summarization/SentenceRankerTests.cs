using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tests.Summarization;

public sealed class SentenceRankerTests
{
    [Fact]
    public void A_sentence_about_what_the_others_are_about_ranks_first()
    {
        const string Text = "The bank raised interest rates. My neighbour has a red bicycle. Higher interest rates slow the economy, the bank said. The economy worries about rates of the bank.";

        var best = Choose(Text, 4);

        Assert.Equal("My neighbour has a red bicycle.", best[^1].Span.Of(Text).ToString());
        Assert.Equal(1, best[0].Rank);
        Assert.All(best, sentence => Assert.InRange(sentence.Rank, 0, 1));
        Assert.Equal(best.OrderByDescending(sentence => sentence.Rank), best);
    }

    [Fact]
    public void The_same_thing_is_not_said_twice()
    {
        const string Text = "The bank raised interest rates again on Monday. The bank raised interest rates again on Monday! Interest rates hurt house prices. House prices fell in May.";

        var chosen = Choose(Text, 2).Select(sentence => sentence.Span.Of(Text).ToString()).ToArray();

        Assert.Equal(1, chosen.Count(sentence => sentence.StartsWith("The bank", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("The and of.")]
    [InlineData("One. One. One. One.")]
    [InlineData("!? … 。")]
    [InlineData("今天天气很好。天气不好。我们去公园。")]
    public void Any_text_is_ranked_with_numbers_from_0_to_1(string text)
    {
        var chosen = Choose(text, 3);

        Assert.Equal(Math.Min(3, SentenceSegmenter.Segment(text).Count), chosen.Count);
        Assert.All(chosen, sentence => Assert.InRange(sentence.Rank, 0, 1));
    }

    [Fact]
    public void A_document_of_ten_thousand_sentences_is_ranked_without_a_matrix_of_their_pairs()
    {
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"The number {i % 997} follows {i % 13} here. "));

        Assert.Equal(5, Choose(text, 5).Count);
    }

    private static IReadOnlyList<RankedSentence> Choose(string text, int count) =>
        SentenceRanker.Choose(text, SentenceSegmenter.Segment(text), count);
}
