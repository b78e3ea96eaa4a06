namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Makes fragments of glyphs, wherever in the page's program they are drawn. All of them are of one direction.</summary>
internal static class PdfFragments
{
    // In sizes of the font: baselines that are one; a gap that parts columns or cells; how close a copy is that makes letters bold.
    private const double Level = 0.15;
    private const double ColumnGap = 0.6;
    private const double Shadow = 0.12;

    public static List<PdfFragment> Of(IEnumerable<PdfGlyph> glyphs)
    {
        var pieces = Rows(WithoutShadows(glyphs)).SelectMany(Split).ToList();
        return [.. PdfRaisedGlyphs.Attach(pieces).Select(PdfWords.Fragment).Where(fragment => fragment.Text.Length > 0)];
    }

    // Bold letters are made by drawing them twice, a little apart.
    private static List<PdfGlyph> WithoutShadows(IEnumerable<PdfGlyph> glyphs)
    {
        var seen = new Dictionary<(string, int, int), PdfGlyph>();
        var kept = new List<PdfGlyph>();
        foreach (var glyph in glyphs)
        {
            var cell = glyph.Size * Shadow;
            var (column, row) = ((int)(glyph.X / cell), (int)(glyph.Y / cell));
            if (!IsShadow(glyph, column, row, cell, seen))
                kept.Add(glyph);
            seen[(glyph.Text, column, row)] = glyph;
        }
        return kept;
    }

    private static bool IsShadow(PdfGlyph glyph, int column, int row, double cell, Dictionary<(string, int, int), PdfGlyph> seen)
    {
        for (var x = column - 1; x <= column + 1; x++)
        {
            for (var y = row - 1; y <= row + 1; y++)
            {
                if (seen.TryGetValue((glyph.Text, x, y), out var other) && Math.Abs(other.X - glyph.X) < cell && Math.Abs(other.Y - glyph.Y) < cell)
                    return true;
            }
        }
        return false;
    }

    // From the top down; what is level with the one before it is on its row.
    private static IEnumerable<List<PdfGlyph>> Rows(List<PdfGlyph> glyphs)
    {
        var row = new List<PdfGlyph>();
        foreach (var glyph in glyphs.OrderByDescending(glyph => glyph.Y))
        {
            if (row.Count > 0 && row[^1].Y - glyph.Y > Level * Math.Min(glyph.Size, row[^1].Size))
            {
                yield return row;
                row = [];
            }
            row.Add(glyph);
        }
        if (row.Count > 0)
            yield return row;
    }

    private static IEnumerable<List<PdfGlyph>> Split(List<PdfGlyph> row)
    {
        var piece = new List<PdfGlyph>();
        var end = double.MinValue;
        foreach (var glyph in row.Where(glyph => !string.IsNullOrWhiteSpace(glyph.Text) || glyph.Width > 0).OrderBy(glyph => glyph.X))
        {
            var isSpace = string.IsNullOrWhiteSpace(glyph.Text);
            if (piece.Count > 0 && !isSpace && glyph.X - end > ColumnGap * Math.Max(glyph.Size, piece[^1].Size))
            {
                yield return piece;
                piece = [];
            }
            // Several spaces in a row are a gap like any other.
            if (!isSpace)
                end = Math.Max(piece.Count == 0 ? double.MinValue : end, glyph.End);
            if (!isSpace || piece.Count > 0)
                piece.Add(glyph);
        }
        if (piece.Count > 0)
            yield return piece;
    }
}
