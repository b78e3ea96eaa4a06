using ServerlessNlp.Cli.Evaluation.Metrics;

namespace ServerlessNlp.Cli.Tests.Evaluation.Metrics;

public sealed class BioTagsTests
{
    [Theory]
    [InlineData("O B-PER I-PER O", "PER 1 3")]
    [InlineData("I-PER I-PER O I-LOC", "PER 0 2, LOC 3 4")]
    [InlineData("I-PER B-PER I-PER", "PER 0 1, PER 1 3")]
    [InlineData("B-PER I-LOC I-LOC", "PER 0 1, LOC 1 3")]
    [InlineData("B-creative-work I-creative-work", "creative-work 0 2")]
    [InlineData("O O", "")]
    public void Entities_begin_and_end_where_CoNLLs_script_says(string tags, string expected) =>
        Assert.Equal(expected, string.Join(", ", BioTags.Decode(tags.Split(' ')).Select(span => $"{span.Label} {span.Start} {span.End}")));

    [Fact]
    public void Either_form_gives_back_the_entities_it_was_written_from()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 500; trial++)
        {
            var spans = RandomSpans(random, length: 12);

            Assert.Equal(spans, BioTags.Decode(Write(spans, 12, (_, _) => true)));
            Assert.Equal(spans, BioTags.Decode(Write(spans, 12, (span, before) => before is { } last && last.End == span.Start && last.Label == span.Label)));
        }
    }

    [Theory]
    [InlineData("B")]
    [InlineData("B-")]
    [InlineData("S-PER")]
    [InlineData("PER")]
    [InlineData("")]
    public void Another_tag_is_refused(string tag) => Assert.Throws<FormatException>(() => BioTags.Decode([tag]));

    private static List<TaggedSpan> RandomSpans(Random random, int length)
    {
        var spans = new List<TaggedSpan>();
        for (var at = random.Next(3); at < length;)
        {
            var end = Math.Min(length, at + 1 + random.Next(3));
            spans.Add(new TaggedSpan(random.Next(2) == 0 ? "PER" : "LOC", at, end));
            at = end + random.Next(3);
        }
        return spans;
    }

    private static string[] Write(List<TaggedSpan> spans, int length, Func<TaggedSpan, TaggedSpan?, bool> isMarked)
    {
        var tags = Enumerable.Repeat("O", length).ToArray();
        TaggedSpan? before = null;
        foreach (var span in spans)
        {
            for (var i = span.Start; i < span.End; i++)
                tags[i] = (i == span.Start && isMarked(span, before) ? "B-" : "I-") + span.Label;
            before = span;
        }
        return tags;
    }
}
