namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Puts raised and lowered glyphs (notes' marks, exponents, indices) back where they stand in their line.</summary>
internal static class PdfRaisedGlyphs
{
    // In sizes of the line's font.
    private const double Smaller = 0.85;
    private const double Raised = 0.6;
    private const double Lowered = 0.4;
    private const double Beside = 0.5;

    // Lines are looked at near by only, or a page of small glyphs would be compared with all of itself.
    private const int Near = 64;

    public static IEnumerable<List<PdfGlyph>> Attach(List<List<PdfGlyph>> pieces)
    {
        var taken = new HashSet<int>();
        var ends = pieces.ConvertAll(piece => piece[^1].End);
        for (var i = 0; i < pieces.Count; i++)
        {
            if (Host(pieces, ends, i) is not { } host || taken.Contains(host))
                continue;
            pieces[host].AddRange(pieces[i]);
            taken.Add(i);
        }
        return pieces.Where((_, i) => !taken.Contains(i)).Select(piece => piece.OrderBy(glyph => glyph.X).ToList());
    }

    private static int? Host(List<List<PdfGlyph>> pieces, List<double> ends, int small)
    {
        var (first, size) = (pieces[small][0], Size(pieces[small]));
        for (var distance = 1; distance <= Near; distance++)
        {
            foreach (var i in (int[])[small - distance, small + distance])
            {
                if (i >= 0 && i < pieces.Count && IsHost(pieces[i], ends[i], first, size))
                    return i;
            }
        }
        return null;
    }

    private static bool IsHost(List<PdfGlyph> line, double end, PdfGlyph small, double size)
    {
        var height = Size(line);
        var rise = small.Y - line[0].Y;
        return size < Smaller * height && rise < Raised * height && rise > -Lowered * height
            && small.End > line[0].X - (Beside * height) && small.X < end + (Beside * height);
    }

    private static double Size(List<PdfGlyph> piece) => piece[0].Size;
}
