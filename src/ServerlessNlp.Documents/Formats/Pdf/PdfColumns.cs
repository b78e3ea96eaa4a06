namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>
/// Puts the fragments of a page in reading order: from the top down, and where a gutter parts text into columns, one column after
/// the other. Cells of a table stay in their rows.
/// </summary>
internal static class PdfColumns
{
    private const int MaxDepth = 8;

    // In sizes of the font; and how many of a line's gaps are tried.
    private const double Gutter = 0.6;
    private const double WideGutter = 0.9;
    private const int Gaps = 4;

    /// <summary>The page as blocks, each of which is read by its rows.</summary>
    public static List<List<PdfFragment>> Blocks(List<PdfFragment> fragments)
    {
        var blocks = new List<List<PdfFragment>>();
        Order(fragments, blocks, MaxDepth);
        return blocks;
    }

    private static void Order(List<PdfFragment> region, List<List<PdfFragment>> blocks, int depth)
    {
        var bands = PdfBand.Of(region);
        var from = 0;
        for (var i = 0; depth > 0 && i < bands.Count; i++)
        {
            if (Widest(bands, from, i) is not { } columns)
                continue;
            var parts = bands[columns.First..(columns.Last + 1)].SelectMany(band => band.Fragments).ToLookup(fragment => fragment.X < columns.Cut);
            var (left, right) = (parts[true].ToList(), parts[false].ToList());
            if (PdfColumnTest.AreColumns(left, right, columns.IsWide))
            {
                Emit(bands[from..columns.First], blocks);
                Order(left, blocks, depth - 1);
                Order(right, blocks, depth - 1);
                from = columns.Last + 1;
            }
            i = columns.Last;
        }
        Emit(bands[from..], blocks);
    }

    private static void Emit(List<PdfBand> bands, List<List<PdfFragment>> blocks)
    {
        if (bands.Count > 0)
            blocks.Add([.. bands.SelectMany(band => band.Fragments)]);
    }

    // The gutter through a band that goes furthest up and down.
    private static (int First, int Last, double Cut, bool IsWide)? Widest(List<PdfBand> bands, int from, int seed)
    {
        (int First, int Last, double Cut, bool IsWide)? best = null;
        foreach (var gap in bands[seed].Gaps.OrderByDescending(gap => gap.End - gap.Start).Take(Gaps))
        {
            var (first, last, free) = (seed, seed, gap);
            while (last + 1 < bands.Count && Narrowed(bands[last + 1], free) is { } below)
                (last, free) = (last + 1, below);
            while (first > from && Narrowed(bands[first - 1], free) is { } above)
                (first, free) = (first - 1, above);
            if (free.End - free.Start >= Gutter * bands[seed].Size && (best is not { } other || last - first > other.Last - other.First))
                best = (first, last, free.Start + ((free.End - free.Start) / 2), free.End - free.Start >= WideGutter * bands[seed].Size);
        }
        return best;
    }

    private static (double Start, double End)? Narrowed(PdfBand band, (double Start, double End) gap)
    {
        var free = band.Free(gap);
        return free.End - free.Start >= Gutter * band.Size ? free : null;
    }
}
