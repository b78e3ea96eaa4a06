namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Tells columns of text from columns of a table: text runs on in each, and its lines don't stand in rows.</summary>
internal static class PdfColumnTest
{
    private const int FewLines = 3;

    // The spaces of so many lines don't fall on each other by chance, as they may in a few.
    private const int LinesBesideNarrow = 6;
    private const int ProseCharacters = 18;
    private const double ProseFill = 0.5;
    private const double MostlyRows = 0.6;

    /// <summary>Whether they are columns of text.</summary>
    /// <param name="left">What is on the left.</param>
    /// <param name="right">What is on the right.</param>
    /// <param name="isWide">Whether the gutter is wider than spaces can be.</param>
    public static bool AreColumns(List<PdfFragment> left, List<PdfFragment> right, bool isWide)
    {
        var (lines, others) = (PdfLine.Of(left), PdfLine.Of(right));
        if (Math.Min(lines.Count, others.Count) < (isWide ? 2 : FewLines) || Math.Max(lines.Count, others.Count) < (isWide ? 2 : LinesBesideNarrow))
            return false;
        return (IsProse(lines) && IsProse(others)) || InRows(lines, others) < MostlyRows;
    }

    private static bool IsProse(List<PdfLine> lines)
    {
        var width = lines.Max(line => line.End) - lines.Min(line => line.X);
        return lines.Count >= FewLines && lines.Average(line => line.Text.Length) >= ProseCharacters
            && lines.Count(line => line.End - line.X > ProseFill * width) * 2 > lines.Count;
    }

    // The part of the shorter column's lines that stand in a row with one of the other.
    private static double InRows(List<PdfLine> one, List<PdfLine> other)
    {
        var (few, many) = one.Count < other.Count ? (one, other) : (other, one);
        var (level, i) = (0, 0);
        foreach (var line in few)
        {
            while (i < many.Count && many[i].Y > line.Y + (0.2 * line.Size))
                i++;
            if (i < many.Count && Math.Abs(many[i].Y - line.Y) <= 0.2 * line.Size)
                level++;
        }
        return (double)level / few.Count;
    }
}
