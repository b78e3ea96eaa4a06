namespace ServerlessNlp.Summarization;

/// <summary>
/// Ranks sentences by continuous LexRank (Erkan and Radev 2004, JAIR 22): the stationary distribution of a walk from
/// sentence to sentence by their cosine, which now and then jumps to any. The matrix of cosines is never made: it is
/// a product of sparse ones, so that a step takes time linear in the document.
/// </summary>
internal static class LexRank
{
    private const double Jump = 0.15;
    private const int MaxSteps = 100;
    private const double Precision = 1e-9;

    // Less is what rounding leaves of a sentence's product with itself: it has no neighbours.
    private const double LeastDegree = 1e-9;

    /// <summary>The rank of each sentence; they add up to 1.</summary>
    internal static double[] Rank(SentenceVectors vectors)
    {
        var count = vectors.Count;
        var degrees = Neighbours(vectors, Uniform(count, 1.0));
        var rank = Uniform(count, 1.0 / count);
        for (var step = 0; step < MaxSteps; step++)
        {
            var outgoing = new double[count];
            var stuck = 0.0;
            for (var i = 0; i < count; i++)
            {
                if (degrees[i] > LeastDegree)
                    outgoing[i] = rank[i] / degrees[i];
                else
                    stuck += rank[i];
            }
            var incoming = Neighbours(vectors, outgoing);
            var change = 0.0;
            for (var i = 0; i < count; i++)
            {
                var next = (1 - Jump) * (incoming[i] + stuck / count) + Jump / count;
                change += Math.Abs(next - rank[i]);
                rank[i] = next;
            }
            if (change < Precision)
                break;
        }
        return rank;
    }

    private static double[] Uniform(int count, double value)
    {
        var values = new double[count];
        Array.Fill(values, value);
        return values;
    }

    /// <summary>For each sentence the sum over all others of their cosine times their value.</summary>
    private static double[] Neighbours(SentenceVectors vectors, double[] values)
    {
        var sum = new double[vectors.TermCount];
        for (var i = 0; i < values.Length; i++)
            vectors.AddTo(sum, i, values[i]);
        var products = new double[values.Length];
        for (var i = 0; i < products.Length; i++)
            products[i] = vectors.Length(i) == 0 ? 0 : Math.Max(0, vectors.Dot(sum, i) - values[i]);
        return products;
    }
}
