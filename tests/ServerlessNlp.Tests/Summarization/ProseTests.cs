using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tests.Summarization;

public sealed class ProseTests
{
    private const string Readme = """
        # Windmill

        Windmill grinds grain by wind
        ------

        ```
        wind --> sails --> stones --> flour. The sails turn the stones.
           |                  ^
           +------------------+
        ```

        The mill grinds the grain of all farms along the river. Its stones were cut from the rock above the village.

        | part | made of | since |
        |------|---------|-------|
        | sails | linen and oak. | 1821 |

        part	made of	since
        stones	granite	1822

            var mill = new Mill(sails: 4); mill.Grind("rye");

        - Four sails
        - Two pairs of stones
        """;

    [Fact]
    public void Of_a_readme_only_what_is_prose_sums_it_up()
    {
        var chosen = SentenceRanker.Choose(Readme, SentenceSegmenter.Segment(Readme), 10).Select(sentence => sentence.Span.Of(Readme).ToString()).Order(StringComparer.Ordinal);

        Assert.Equal(["Its stones were cut from the rock above the village.", "The mill grinds the grain of all farms along the river."], chosen);
    }

    [Theory]
    [InlineData("The mill stands on a hill.", true)]
    [InlineData("“Who grinds the corn?”", true)]
    [InlineData("The yield doubled within a year.[12]", true)]
    [InlineData("See https://example.org/a_b/c?d=e&f=g#h for how the mill was built in 1821.", true)]
    [InlineData("Great mill! 👍", true)]
    [InlineData("風車は丘の上に立っている。", true)]
    [InlineData("A line of prose that somebody forgot to end with a stop is still prose when it is as long as this", true)]
    [InlineData("How the mill was built", false)]
    [InlineData("## How was it built?", false)]
    [InlineData("name\tage\tcity.", false)]
    [InlineData("| name | age |", false)]
    [InlineData("public static int Add(int a, int b) => a + b; // sums.", false)]
    [InlineData("<div class=\"a\">{{ x.y }}</div>.", false)]
    [InlineData("┌──────┐ ──▶ ┌──────┐ flour.", false)]
    public void The_shape_of_a_sentence_tells(string line, bool isProse) => Assert.Equal(isProse, Prose.Is(line, new TextSpan(0, line.Length)));

    [Fact]
    public void Text_without_any_prose_is_still_summed_up()
    {
        const string Text = "Four sails\nTwo stones\nOne miller";

        Assert.Equal(2, SentenceRanker.Choose(Text, SentenceSegmenter.Segment(Text), 2).Count);
    }

    [Theory]
    [InlineData("```\n")]
    [InlineData("|a")]
    [InlineData("a\t")]
    [InlineData("{. ")]
    public void A_megabyte_of_anything_is_judged_in_passing(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length));

        Assert.NotEmpty(Prose.Of(text, SentenceSegmenter.Segment(text)));
    }
}
