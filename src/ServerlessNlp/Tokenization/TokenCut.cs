namespace ServerlessNlp.Tokenization;

/// <summary>Finds where a text may be cut so that a part of it has no more than so many of its tokens. Tokens that share a character stay together.</summary>
internal static class TokenCut
{
    /// <summary>How many tokens from the start fit, and where in the text they end; its end if all do.</summary>
    public static (int Count, int Index) FromStart(ReadOnlySpan<(int Start, int End)> offsets, int most, int textLength)
    {
        if (offsets.Length <= most)
            return (offsets.Length, textLength);
        var (ends, start) = (FurthestEnds(offsets), textLength);
        for (var count = offsets.Length; count > 0; count--)
        {
            if (count <= most && ends[count] <= start)
                return (count, ends[count]);
            start = Math.Min(start, offsets[count - 1].Start);
        }
        return (0, 0);
    }

    /// <summary>How many tokens at the end fit, and where in the text they start; 0 if all do.</summary>
    public static (int Count, int Index) FromEnd(ReadOnlySpan<(int Start, int End)> offsets, int most, int textLength)
    {
        if (offsets.Length <= most)
            return (offsets.Length, 0);
        var (ends, start, best) = (FurthestEnds(offsets), textLength, (Count: 0, Index: textLength));
        for (var count = 1; count <= most; count++)
        {
            start = Math.Min(start, offsets[^count].Start);
            if (ends[offsets.Length - count] <= start)
                best = (count, start);
        }
        return best;
    }

    /// <summary>For each number of tokens from the start, where the last of them ends: normalisation may change their order.</summary>
    private static int[] FurthestEnds(ReadOnlySpan<(int Start, int End)> offsets)
    {
        var ends = new int[offsets.Length + 1];
        for (var i = 0; i < offsets.Length; i++)
            ends[i + 1] = Math.Max(ends[i], offsets[i].End);
        return ends;
    }
}
