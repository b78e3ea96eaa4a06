using ServerlessNlp.Summarization;

namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>Plain TextRank for sentences (Mihalcea and Tarau 2004, TextRank: Bringing Order into Texts): a peer to measure summaries against. Takes time and memory quadratic in the sentences.</summary>
public static class TextRank
{
    private const double Damping = 0.85;
    private const int Steps = 50;

    /// <summary>The places of the best sentences, best first.</summary>
    /// <param name="text">The document.</param>
    /// <param name="sentences">Its sentences, in order.</param>
    /// <param name="count">How many are wanted at most.</param>
    public static IReadOnlyList<int> Best(string text, IReadOnlyList<TextSpan> sentences, int count)
    {
        var words = sentences.Select(sentence => Rouge.Words(sentence.Of(text).ToString()).ToHashSet()).ToArray();
        var weights = words.Select(a => words.Select(b => ReferenceEquals(a, b) ? 0 : Similarity(a, b)).ToArray()).ToArray();
        var degrees = weights.Select(row => row.Sum()).ToArray();
        var rank = Enumerable.Repeat(1.0, words.Length).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            var flow = rank.Select((value, i) => degrees[i] > 0 ? value / degrees[i] : 0).ToArray();
            rank = [.. weights.Select(row => 1 - Damping + Damping * row.Select((weight, i) => weight * flow[i]).Sum())];
        }
        return [.. Enumerable.Range(0, rank.Length).OrderByDescending(i => rank[i]).ThenBy(i => i).Take(count)];
    }

    private static double Similarity(HashSet<string> a, HashSet<string> b) =>
        a.Count < 2 || b.Count < 2 ? 0 : a.Count(b.Contains) / (Math.Log(a.Count) + Math.Log(b.Count));
}
