using System.Text;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Makes the text of a fragment: spaces where glyphs are apart, ligatures as their letters.</summary>
internal static class PdfWords
{
    // In sizes of the font. Letters that are spaced out are apart by more than words of others.
    private const double WordGap = 0.17;
    private const double Spaced = 0.1;

    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    public static PdfFragment Fragment(List<PdfGlyph> glyphs)
    {
        var text = new StringBuilder();
        var gap = WordGap + Spacing(glyphs);
        var (end, isSpace, before) = (double.MaxValue, false, default(PdfGlyph));
        foreach (var glyph in glyphs)
        {
            if (string.IsNullOrWhiteSpace(glyph.Text))
            {
                isSpace = true;
                continue;
            }
            if (text.Length > 0 && (isSpace || glyph.X - end > gap * glyph.Size))
                text.Append(' ');
            if (!PdfAccents.Combine(text, glyph, before))
                Append(text, glyph.Text);
            (end, isSpace, before) = (Math.Max(glyph.End, text.Length > 0 && end < double.MaxValue ? end : glyph.End), false, glyph);
        }
        var inked = glyphs.Where(glyph => !string.IsNullOrWhiteSpace(glyph.Text)).ToList();
        if (inked.Count == 0)
            return new PdfFragment("", 0, 0, 0, 1, null);
        // Raised glyphs came last or small: the line is where most of it is.
        var main = inked.MaxBy(glyph => glyph.Size);
        return new PdfFragment(PdfDirection.Logical(text.ToString().Trim()), inked[0].X, inked.Max(glyph => glyph.End), main.Y, main.Size, inked.TrueForAll(glyph => glyph.Font == main.Font) ? main.Font : null);
    }

    // How far letters are apart that are spaced out: what half of all gaps exceed, where that is more than kerning.
    private static double Spacing(List<PdfGlyph> glyphs)
    {
        if (glyphs.Count < 4 || glyphs.Exists(glyph => string.IsNullOrWhiteSpace(glyph.Text)))
            return 0;
        var gaps = new double[glyphs.Count - 1];
        for (var i = 0; i < gaps.Length; i++)
            gaps[i] = (glyphs[i + 1].X - glyphs[i].End) / glyphs[i].Size;
        Array.Sort(gaps);
        var half = gaps[gaps.Length / 2];
        return half > Spaced ? half : 0;
    }

    private static void Append(StringBuilder text, string characters)
    {
        foreach (var character in characters)
        {
            if (character is >= '\uFB00' and <= '\uFB06')
                text.Append(Ligatures[character - '\uFB00']);
            else if (!char.IsControl(character))
                text.Append(character);
        }
    }
}
