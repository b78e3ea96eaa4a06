using ServerlessNlp.Cli.Evaluation.Metrics;

namespace ServerlessNlp.Cli.Tests.Evaluation.Metrics;

public sealed class RougeTests
{
    /// <summary>The example of Lin 2004, section 3.1: both share a bigram in three, and only ROUGE-L tells them apart.</summary>
    [Theory]
    [InlineData("police kill the gunman", 0.75, 1 / 3.0, 0.75)]
    [InlineData("the gunman kill police", 0.75, 1 / 3.0, 0.5)]
    public void Word_order_is_seen_by_the_longest_common_subsequence(string summary, double one, double two, double longest)
    {
        var scores = Rouge.Measure(summary, ["Police killed the gunman."]);

        Assert.Equal(one, scores.One, 1e-12);
        Assert.Equal(two, scores.Two, 1e-12);
        Assert.Equal(longest, scores.L, 1e-12);
    }

    [Fact]
    public void Of_several_references_the_best_counts() =>
        Assert.Equal(new RougeScores(1, 1, 1), Rouge.Measure("It rains, it pours.", ["the sun", "It rains -- it pours"]));

    [Fact]
    public void Nothing_in_common_is_zero() => Assert.Equal(default, Rouge.Measure("", ["a b", ""]));

    [Fact]
    public void Scores_agree_with_the_definitions_taken_word_by_word()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 200; trial++)
        {
            var (a, b) = (Words(), Words());

            var scores = Rouge.Measure(string.Join(' ', a), [string.Join(' ', b)]);

            Assert.Equal(F1(Shared(a, b), a.Length, b.Length), scores.One, 1e-12);
            Assert.Equal(F1(Shared(Pairs(a), Pairs(b)), Math.Max(0, a.Length - 1), Math.Max(0, b.Length - 1)), scores.Two, 1e-12);
            Assert.Equal(F1(LongestCommon(a, b), a.Length, b.Length), scores.L, 1e-12);
        }

        string[] Words() => [.. Enumerable.Range(0, random.Next(9)).Select(_ => ((char)('a' + random.Next(3))).ToString())];
    }

    private static double F1(int shared, int first, int second)
    {
        var (precision, recall) = ((double)shared / first, (double)shared / second);
        return shared == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static string[] Pairs(string[] words) => [.. words.Zip(words.Skip(1), (a, b) => a + b)];

    private static int Shared(string[] a, string[] b)
    {
        var left = b.ToList();
        return a.Count(left.Remove);
    }

    private static int LongestCommon(string[] a, string[] b) =>
        a.Length == 0 || b.Length == 0 ? 0
        : a[0] == b[0] ? 1 + LongestCommon(a[1..], b[1..])
        : Math.Max(LongestCommon(a[1..], b), LongestCommon(a, b[1..]));
}
