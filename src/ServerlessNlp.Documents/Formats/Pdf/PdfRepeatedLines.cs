using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>
/// Finds headers, footers and page numbers: lines near the top or bottom of a page that one of the next two pages, or of the two
/// before, has at the same place, where numbers may go up with the pages; and slanted text at the same place, as watermarks are.
/// </summary>
internal static partial class PdfRepeatedLines
{
    private const double Margin = 0.14;
    private const int Outermost = 4;
    private const double SamePlace = 3;
    private const int Pages = 2;

    /// <summary>The fragments of each page that are none of these.</summary>
    /// <param name="pages">The fragments of each page.</param>
    /// <param name="heights">Where they can be anywhere on the page, null; else the heights of the pages.</param>
    /// <param name="found">Whether there are any.</param>
    public static List<List<PdfFragment>> Without(List<List<PdfFragment>> pages, IReadOnlyList<double>? heights, out bool found)
    {
        var candidates = pages.Select((page, i) => Candidates(page, heights?[i])).ToList();
        var repeated = candidates.Select((lines, page) => lines.Where(line => Neighbours(candidates, page).Any(other => other.Lines.Exists(next => IsRepeated(line.Line, next.Line, other.Page - page)))).SelectMany(line => line.Fragments).ToHashSet(ReferenceEqualityComparer.Instance)).ToList();
        found = repeated.Exists(lines => lines.Count > 0);
        return [.. pages.Select((page, i) => page.Where(fragment => !repeated[i].Contains(fragment)).ToList())];
    }

    private static IEnumerable<(int Page, List<(PdfLine Line, List<PdfFragment> Fragments)> Lines)> Neighbours(List<List<(PdfLine Line, List<PdfFragment> Fragments)>> pages, int page) =>
        Enumerable.Range(page - Pages, (2 * Pages) + 1).Where(other => other != page && other >= 0 && other < pages.Count).Select(other => (other, pages[other]));

    private static List<(PdfLine Line, List<PdfFragment> Fragments)> Candidates(List<PdfFragment> page, double? height)
    {
        var near = page.Where(fragment => height is not { } high || fragment.Y > (1 - Margin) * high || fragment.Y < Margin * high);
        var lines = PdfLine.Rows(near).Select(row => (PdfLine.Joined(row), row)).ToList();
        return height is not { } of ? [.. lines.Take(2 * Outermost)] : [.. lines.Where(line => line.Item1.Y > of / 2).Take(Outermost), .. lines.Where(line => line.Item1.Y <= of / 2).TakeLast(Outermost)];
    }

    private static bool IsRepeated(PdfLine line, PdfLine other, int pages)
    {
        if (Math.Abs(line.Y - other.Y) > SamePlace)
            return false;
        if (line.Text == other.Text)
            return true;
        if (RomanNumeral.Value(line.Text) is { } number && RomanNumeral.Value(other.Text) is { } next)
            return next - number == pages;
        var (numbers, nexts) = (Digits().Matches(line.Text), Digits().Matches(other.Text));
        return numbers.Count > 0 && numbers.Count == nexts.Count && Digits().Replace(line.Text, "#") == Digits().Replace(other.Text, "#")
            && numbers.Zip(nexts).All(pair => pair.First.Value == pair.Second.Value || int.Parse(pair.Second.ValueSpan) - int.Parse(pair.First.ValueSpan) == pages);
    }

    [GeneratedRegex(@"[0-9]{1,6}")]
    private static partial Regex Digits();
}
