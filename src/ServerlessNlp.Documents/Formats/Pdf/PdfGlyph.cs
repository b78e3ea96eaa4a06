namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>
/// A glyph on a page, or a form field's value as if it were one. Places are in points, along its writing direction: x to where the
/// line goes on, y against where the next line is; so all that is read needs no angle.
/// </summary>
/// <param name="Text">Its characters.</param>
/// <param name="X">Where it starts.</param>
/// <param name="Y">Its baseline.</param>
/// <param name="Width">How far it goes along the line.</param>
/// <param name="Size">The size of its font.</param>
/// <param name="Angle">The direction that it is written in, in whole degrees.</param>
/// <param name="Font">Which font it is of, as a number.</param>
internal readonly record struct PdfGlyph(string Text, double X, double Y, double Width, double Size, int Angle, int Font)
{
    public double End => X + Width;

    /// <summary>A glyph by the two ends of its baseline on the page.</summary>
    /// <returns>The glyph, or null where its numbers are none.</returns>
    public static PdfGlyph? Between(string text, (double X, double Y) start, (double X, double Y) end, double size, int font = 0)
    {
        var (dx, dy) = (end.X - start.X, end.Y - start.Y);
        var width = Math.Sqrt((dx * dx) + (dy * dy));
        var angle = width > 0 ? (int)Math.Round(Math.Atan2(dy, dx) * 180 / Math.PI) : 0;
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        var (x, y) = ((start.X * cos) + (start.Y * sin), (start.Y * cos) - (start.X * sin));
        return double.IsFinite(x) && double.IsFinite(y) && double.IsFinite(width) && double.IsFinite(size) && size > 0
            ? new PdfGlyph(text, x, y, width, size, angle, font)
            : null;
    }
}
