namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Glyphs that stand together on a line: a line of a column, or a cell of a table.</summary>
/// <param name="Text">Its characters in reading order.</param>
/// <param name="X">Where it starts along the line.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Y">Its baseline.</param>
/// <param name="Size">The size of its font.</param>
/// <param name="Font">Its font, or null where it has several.</param>
internal sealed record PdfFragment(string Text, double X, double End, double Y, double Size, int? Font)
{
    // What letters take above and below their baseline, in their size.
    private const double Ascent = 0.7;
    private const double Descent = 0.2;

    public double Top => Y + (Ascent * Size);

    public double Bottom => Y - (Descent * Size);

    public double Width => End - X;

    /// <summary>Whether the other stands on the same line.</summary>
    public bool IsLevelWith(PdfFragment other) => Math.Abs(Y - other.Y) <= 0.3 * Math.Max(Size, other.Size);
}
