namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Fragments that overlap in height, one with the next: a row of a table, a line, or all lines of columns beside each other.</summary>
internal sealed class PdfBand
{
    private readonly List<(double Start, double End)> _covered = [];

    private PdfBand(List<PdfFragment> fragments)
    {
        Fragments = fragments;
        Size = fragments.Max(fragment => fragment.Size);
        foreach (var fragment in fragments.OrderBy(fragment => fragment.X))
        {
            if (_covered.Count > 0 && fragment.X <= _covered[^1].End)
                _covered[^1] = (_covered[^1].Start, Math.Max(_covered[^1].End, fragment.End));
            else
                _covered.Add((fragment.X, fragment.End));
        }
    }

    public List<PdfFragment> Fragments { get; }

    /// <summary>The largest size of a font in it.</summary>
    public double Size { get; }

    /// <summary>What is free between its fragments.</summary>
    public IEnumerable<(double Start, double End)> Gaps => _covered.Skip(1).Select((right, i) => (_covered[i].End, right.Start));

    /// <summary>The widest part of a gap that is free in it.</summary>
    public (double Start, double End) Free((double Start, double End) gap)
    {
        var (best, start) = ((gap.Start, gap.Start), gap.Start);
        foreach (var (from, to) in _covered)
        {
            if (to <= gap.Start)
                continue;
            if (from >= gap.End)
                break;
            best = Wider(best, (start, from));
            start = to;
        }
        return Wider(best, (start, gap.End));
    }

    /// <summary>The bands of a region from the top down.</summary>
    public static List<PdfBand> Of(IEnumerable<PdfFragment> region)
    {
        var bands = new List<PdfBand>();
        var band = new List<PdfFragment>();
        var bottom = double.MaxValue;
        foreach (var fragment in region.OrderByDescending(fragment => fragment.Top))
        {
            if (band.Count > 0 && fragment.Top <= bottom)
            {
                bands.Add(new PdfBand(band));
                band = [];
                bottom = double.MaxValue;
            }
            band.Add(fragment);
            bottom = Math.Min(bottom, fragment.Bottom);
        }
        if (band.Count > 0)
            bands.Add(new PdfBand(band));
        return bands;
    }

    private static (double Start, double End) Wider((double Start, double End) one, (double Start, double End) other) =>
        other.End - other.Start > one.End - one.Start ? other : one;
}
