namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Writes the text of a document's pages: of each what is written in its main direction, then what is turned or slanted.</summary>
internal sealed class PdfTextWriter(ExtractedText text)
{
    // A note at a page's foot stands between the halves of a paragraph.
    private const int Between = 6;

    public void Write(List<PdfPageContent> pages)
    {
        var paragraphs = new List<PdfParagraph>();
        foreach (var page in Layers(pages))
        {
            text.CancellationToken.ThrowIfCancellationRequested();
            foreach (var block in page)
                Add(paragraphs, PdfParagraph.Of(PdfLine.Of(block)));
        }
        var hyphenation = new PdfHyphenation(paragraphs.SelectMany(paragraph => paragraph.Lines));
        foreach (var paragraph in paragraphs)
        {
            text.Break(TextBreak.Paragraph);
            text.Write(hyphenation.Join(paragraph.Lines));
        }
    }

    // What a block begins with may go on from where an earlier one ends.
    private static void Add(List<PdfParagraph> paragraphs, List<PdfParagraph> block)
    {
        var first = block.Count > 0 ? Enumerable.Reverse(paragraphs).Take(Between).FirstOrDefault(paragraph => paragraph.IsContinuedBy(block[0])) : null;
        first?.Append(block[0]);
        paragraphs.AddRange(block.Skip(first is null ? 0 : 1));
    }

    // The blocks of each page.
    private IEnumerable<List<List<PdfFragment>>> Layers(List<PdfPageContent> pages)
    {
        var upright = new List<List<PdfFragment>>();
        var turned = new List<List<PdfFragment>>();
        foreach (var page in pages)
        {
            text.CancellationToken.ThrowIfCancellationRequested();
            var directions = page.Glyphs.GroupBy(glyph => glyph.Angle).OrderByDescending(direction => direction.Count()).ToList();
            upright.Add(directions.Count > 0 ? PdfFragments.Of(directions[0]) : []);
            turned.Add([.. directions.Skip(1).SelectMany(PdfFragments.Of)]);
        }
        upright = PdfRepeatedLines.Without(upright, pages.ConvertAll(page => page.Height), out var headers);
        turned = PdfRepeatedLines.Without(turned, null, out var marks);
        if (headers || marks || pages.Exists(page => page.HasMarkedHeaders))
            text.Warn(DocumentWarningCodes.RepeatedLines, "Headers, footers and page numbers, which repeat from page to page, were left out.");
        return upright.Select((page, i) => (List<List<PdfFragment>>)[.. PdfColumns.Blocks(page), turned[i]]);
    }
}
