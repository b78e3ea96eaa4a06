namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>What a page has for its text.</summary>
/// <param name="Height">Of the page, in points.</param>
internal sealed record PdfPageContent(double Height)
{
    /// <summary>Its glyphs in the order in which they are drawn.</summary>
    public List<PdfGlyph> Glyphs { get; } = [];

    /// <summary>Whether it has pictures.</summary>
    public bool HasPictures { get; set; }

    /// <summary>Whether something on it is marked as the page's header or footer.</summary>
    public bool HasMarkedHeaders { get; set; }

    /// <summary>Why it can't be read, where it can't.</summary>
    public Exception? Damage { get; init; }

    /// <summary>Glyphs that no character is known for.</summary>
    public int Unknown { get; set; }
}
