using System.Text.Json;
using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tests.Summarization;

/// <summary>Texts whose sentences people reported as cut wrong, and their siblings. Sentences are parted by | .</summary>
public sealed class ReportedSentencesTests
{
    private static readonly string Cases = Repository.PathOf("tests", "ServerlessNlp.Tests", "Summarization", "Cases");

    [Fact]
    public void Reported_texts_have_the_sentences_that_are_right()
    {
        var texts = File.ReadLines(Path.Combine(Cases, "130-sentences.jsonl")).Select(line => JsonSerializer.Deserialize<string>(line)!);
        var expected = JsonSerializer.Deserialize<string[]?[]>(File.ReadAllText(Path.Combine(Cases, "130-sentences.expected.json")))!;

        Assert.All(texts.Zip(expected).Where(pair => pair.Second is not null), pair => Assert.Equal(pair.Second, SentencesOf(pair.First)));
    }

    [Theory]
    [InlineData("(1) First point.| (2) Second point.")]
    [InlineData("Step 1. Do this.| Step 2. Do that.")]
    [InlineData("We need three things: 1. Milk from the shop.| 2. Bread from the baker.| 3. Eggs.")]
    [InlineData("It has 4 doors.| It costs 3.| It is 2.| Fine.")]
    [InlineData("Approx. 30 boats sank.| Fig. 3 shows it.| Gen. Lee won.")]
    [InlineData("He watched Jeopardy! on TV.| They love E! News.")]
    [InlineData("We met Procter Corp. & Sons.| It was 5 p.m. / 6 p.m. = late.")]
    [InlineData("Patients have hepatitis B.| Doctors treat it.")]
    [InlineData("He fought in World War I.| Germany lost.")]
    [InlineData("The letter is by A. Smith.| George W. Bush read it.")]
    [InlineData("Am 24. Dezember ist Heiligabend.| Am 31. Oktober auch etwas, i. A. jedenfalls.")]
    [InlineData("The N.Y. Times and St. Mary's Ave. No. 7.| No.| No one came.")]
    [InlineData("End of one.[1]| Next one.[2, 3]| Last.[a]")]
    [InlineData("As Li et al.[3] Chen showed, it works.[4–6]| We agree.")]
    [InlineData("He left.¹| She stayed.²³| Fine.†")]
    [InlineData("Nice! 👍🏽| Will come again. ❤️🎉| Bye 👋")]
    [InlineData("Yahoo! Inc. and Chips! Ltd. merged.| Wow!| They did.")]
    [InlineData("“Stop.”| He left.| ‘No.’| She stayed.")]
    [InlineData("He said “I agree.” and left.")]
    [InlineData("Hi, thanks.|\nBest,|\nAnn")]
    [InlineData("Item one;|\nitem two;|\nitem three.")]
    [InlineData("Roses are red\n|Violets are blue\n|Sugar is sweet")]
    [InlineData("Two friends met by chance at the\nstation and talked for an hour\nabout the winter.| Then they left.")]
    [InlineData("The city has grown very fast in the last ten years and many new schools were\nbuilt.| See https://www.example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nfor the list of schools that opened this year and those that will open in the\nnext one.| Parents are glad.")]
    [InlineData("> The city has grown very fast in the last ten years and many new schools\n> were built near the river.|\n\nI agree.")]
    public void Their_siblings_have_theirs(string marked) =>
        Assert.Equal(marked.Split('|').Select(part => part.Trim()), SentencesOf(marked.Replace("|", "", StringComparison.Ordinal)));

    private static string[] SentencesOf(string text) => [.. SentenceSegmenter.Segment(text).Select(sentence => sentence.Of(text).ToString())];
}
