using System.Text;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>A line of a block: its fragments from the left, cells apart by tabs.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="X">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Y">Its baseline.</param>
/// <param name="Size">The size of its font.</param>
/// <param name="Font">Its font, or null where it has several.</param>
internal sealed record PdfLine(string Text, double X, double End, double Y, double Size, int? Font)
{
    // In sizes of the font; justified words may be nearly as far apart.
    private const double CellGap = 1.5;

    /// <summary>Whether it is a row of cells.</summary>
    public bool IsRow => Text.Contains('\t');

    /// <summary>The lines of a block from the top down.</summary>
    public static List<PdfLine> Of(IEnumerable<PdfFragment> block) => [.. Rows(block).Select(Joined)];

    /// <summary>Fragments that stand on a line, line by line.</summary>
    public static IEnumerable<List<PdfFragment>> Rows(IEnumerable<PdfFragment> block)
    {
        var line = new List<PdfFragment>();
        foreach (var fragment in block.OrderByDescending(fragment => fragment.Y))
        {
            if (line.Count > 0 && !line[^1].IsLevelWith(fragment))
            {
                yield return line;
                line = [];
            }
            line.Add(fragment);
        }
        if (line.Count > 0)
            yield return line;
    }

    /// <summary>A line of fragments.</summary>
    public static PdfLine Joined(List<PdfFragment> fragments)
    {
        var text = new StringBuilder();
        PdfFragment? previous = null;
        foreach (var fragment in fragments.OrderBy(fragment => fragment.X))
        {
            if (previous is not null)
                text.Append(fragment.X - previous.End > CellGap * fragment.Size ? '\t' : ' ');
            text.Append(fragment.Text);
            previous = fragment;
        }
        var main = fragments.MaxBy(fragment => fragment.Text.Length)!;
        return new PdfLine(text.ToString(), fragments.Min(fragment => fragment.X), fragments.Max(fragment => fragment.End), main.Y, main.Size, fragments.TrueForAll(fragment => fragment.Font == main.Font) ? main.Font : null);
    }
}
