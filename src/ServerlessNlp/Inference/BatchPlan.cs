namespace ServerlessNlp.Inference;

/// <summary>
/// Divides inputs into batches of like length, since what is padded is computed in vain (up to half of all tokens:
/// Krell et al. 2021, arXiv 2107.02027) while a batch more costs next to nothing.
/// </summary>
internal static class BatchPlan
{
    // Of the tokens of a batch at most an eighth may be padding.
    private const int WasteDivisor = 8;

    /// <summary>Returns the indices of each batch's inputs.</summary>
    /// <param name="lengths">The inputs' lengths in tokens.</param>
    /// <param name="maxTokens">The most tokens in a batch, padding included; an input that is longer goes alone.</param>
    /// <param name="padded">Whether inputs of different length may share a batch.</param>
    internal static List<int[]> Create(ReadOnlySpan<int> lengths, int maxTokens, bool padded)
    {
        var order = new int[lengths.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(lengths.ToArray(), order);

        var batches = new List<int[]>();
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            long tokens = lengths[order[start]];
            while (end < order.Length && Fits(lengths[order[end]], end - start, ref tokens))
                end++;
            batches.Add(order[start..end]);
            start = end;
        }
        return batches;

        bool Fits(int length, int count, ref long tokens)
        {
            var (area, filled) = ((long)length * (count + 1), tokens + length);
            if (area > maxTokens || (area > filled && (!padded || (area - filled) * WasteDivisor > filled)))
                return false;
            tokens = filled;
            return true;
        }
    }
}
