namespace ServerlessNlp.Summarization;

/// <summary>
/// Ranks the sentences of a document by how well each stands for the whole, without a model: continuous LexRank, weighed
/// with length and position, and chosen one after the other by maximal marginal relevance (Carbonell and Goldstein 1998),
/// so that a summary does not say a thing twice. Time is linear in the document for each sentence chosen; thread-safe.
/// </summary>
/// <remarks>The exponents and the weight of redundancy were chosen by ROUGE-2 on news with extractive summaries; tests hold the figure.</remarks>
public static class SentenceRanker
{
    // Centrality favours short sentences of common words; a longer one says more.
    private const double LengthExponent = 0.35;

    // Writers say what matters first, but a summary of first sentences only is a poor one.
    private const double PositionExponent = 0.05;

    private const double Redundancy = 0.3;

    /// <summary>Returns the best sentences that are prose (of all, where none is), best first, with ranks from 1 for the best of the document down to 0.</summary>
    /// <param name="text">The document.</param>
    /// <param name="sentences">Its sentences, in order.</param>
    /// <param name="count">How many are wanted at most.</param>
    /// <param name="cancellationToken">Ends the work between sentences.</param>
    public static IReadOnlyList<RankedSentence> Choose(string text, IReadOnlyList<TextSpan> sentences, int count, CancellationToken cancellationToken = default)
    {
        if (sentences.Count == 0)
            return [];
        sentences = Prose.Of(text, sentences);
        var vectors = SentenceVectors.Create(text, sentences);
        return Choose(sentences, vectors, Relevance(sentences, vectors), Math.Min(count, sentences.Count), cancellationToken);
    }

    /// <summary>How well each sentence of a document stands for it, whatever the others say: 1 for the best, more than 0 for all.</summary>
    internal static double[] Relevance(string text, IReadOnlyList<TextSpan> sentences) =>
        sentences.Count == 0 ? [] : Array.ConvertAll(Relevance(sentences, SentenceVectors.Create(text, sentences)), value => Math.Max(value, double.Epsilon));

    private static double[] Relevance(IReadOnlyList<TextSpan> sentences, SentenceVectors vectors)
    {
        var relevance = LexRank.Rank(vectors);
        for (var i = 0; i < relevance.Length; i++)
            relevance[i] *= Math.Pow(sentences[i].Length, LengthExponent) * Math.Pow(i + 1, -PositionExponent);

        var best = relevance.Max();
        return Array.ConvertAll(relevance, value => value / best);
    }

    private static List<RankedSentence> Choose(IReadOnlyList<TextSpan> sentences, SentenceVectors vectors, double[] relevance, int count, CancellationToken cancellationToken)
    {
        var chosen = new List<RankedSentence>(count);
        var marginal = Array.ConvertAll(relevance, value => (1 - Redundancy) * value);
        var similarity = new double[relevance.Length];
        var taken = new bool[relevance.Length];
        while (chosen.Count < count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var best = Best(marginal, similarity, taken);
            taken[best] = true;
            chosen.Add(new RankedSentence(sentences[best], relevance[best]));

            var vector = new double[vectors.TermCount];
            vectors.AddTo(vector, best, 1);
            for (var i = 0; i < similarity.Length; i++)
                similarity[i] = Math.Max(similarity[i], vectors.Dot(vector, i));
        }
        chosen.Sort((a, b) => b.Rank != a.Rank ? b.Rank.CompareTo(a.Rank) : a.Span.Offset.CompareTo(b.Span.Offset));
        return chosen;
    }

    private static int Best(double[] marginal, double[] similarity, bool[] taken)
    {
        var best = -1;
        for (var i = 0; i < marginal.Length; i++)
        {
            if (!taken[i] && (best < 0 || Value(i) > Value(best)))
                best = i;
        }
        return best;

        double Value(int i) => marginal[i] - Redundancy * similarity[i];
    }
}

/// <summary>A sentence and how well it stands for its document.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="Rank">0 to 1; the best of the document has 1.</param>
public readonly record struct RankedSentence(TextSpan Span, double Rank);
