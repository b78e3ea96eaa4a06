namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Lines that belong together.</summary>
internal sealed class PdfParagraph(PdfLine first)
{
    // In sizes of the font, or parts of the block's width.
    private const double Indent = 0.8;
    private const double Short = 0.25;
    private const double OtherSize = 0.12;
    private const double WideSpacing = 1.3;
    private const double UsualSpacing = 1.6;

    private const string Bullets = "•◦▪‣·–-*○●■";

    public List<string> Lines { get; } = [IsSymbolItem(first.Text) ? "•" + first.Text[1..] : first.Text];

    public double Size { get; } = first.Size;

    private readonly PdfLine _first = first;
    private PdfLine _last = first;

    /// <summary>Whether its end is within a sentence.</summary>
    public bool IsOpen => !_last.IsRow && Lines[^1] is { Length: > 0 } text && text[^1] is not ('.' or '!' or '?' or ':' or ';' or '"' or '”' or '’' or ')' or '。' or '！' or '？');

    /// <summary>Goes on with what stands at another place.</summary>
    public void Append(PdfParagraph other)
    {
        Lines.AddRange(other.Lines);
        _last = other._last;
    }

    /// <summary>Whether the other is of the same kind of text and could go on where this one ends.</summary>
    public bool IsContinuedBy(PdfParagraph other) =>
        IsOpen && !other._last.IsRow && Math.Abs(Size - other.Size) < 0.05 * Size && char.IsLower(other.Lines[0][0]);

    /// <summary>The paragraphs of a block.</summary>
    public static List<PdfParagraph> Of(List<PdfLine> lines)
    {
        var paragraphs = new List<PdfParagraph>();
        var (left, right) = lines.Count == 0 ? (0, 0) : (lines.Min(line => line.X), lines.Max(line => line.End));
        var spacing = Spacing(lines);
        foreach (var line in lines)
        {
            if (paragraphs.Count > 0 && paragraphs[^1].GoesOn(line, spacing, left, right))
                paragraphs[^1].Add(line);
            else
                paragraphs.Add(new PdfParagraph(line));
        }
        return paragraphs;
    }

    private void Add(PdfLine line)
    {
        Lines.Add(line.Text);
        _last = line;
    }

    private bool GoesOn(PdfLine line, double spacing, double left, double right)
    {
        var size = Math.Max(line.Size, _last.Size);
        if (line.IsRow || _last.IsRow || Math.Abs(line.Size - _last.Size) > OtherSize * size)
            return false;
        if (_last.Y - line.Y > Math.Max(WideSpacing * spacing, 1.05 * size) || _last.Y - line.Y > 2.5 * size)
            return false;
        if (line.X > _last.X + (Indent * size) && line.X > left + (Indent * size) && !IsCentred(line))
            return false;
        // Back from a hanging line, or from the first line of a list's item, to the next one.
        if (Lines.Count > 1 && line.X < _last.X - (Indent * size) && !IsCentred(line))
            return false;
        if (StartsItem(Lines[0]) && line.X < _first.X + (0.3 * size))
            return false;
        // A heading within the text's own size: bold above what is not.
        if (line.Font is { } font && _last.Font is { } other && font != other && _last.End < right - (Short / 2 * (right - left)))
            return false;
        var isShort = _last.End < right - (Short * (right - left));
        return !(isShort && (!IsOpen || StartsItem(line.Text))) && !(StartsItem(line.Text) && (StartsItem(Lines[0]) || !IsOpen));
    }

    private bool IsCentred(PdfLine line) => Math.Abs(line.X + line.End - _last.X - _last.End) < line.Size && Math.Abs(line.X - _last.X) > line.Size;

    private static bool StartsItem(string text) => text.Length > 1 && text[1] is ' ' or '\t' && (Bullets.Contains(text[0]) || IsOfSymbolFont(text[0]));

    private static bool IsSymbolItem(string text) => StartsItem(text) && IsOfSymbolFont(text[0]);

    // Bullets are often of fonts whose characters have no meaning but their look.
    private static bool IsOfSymbolFont(char character) => character is (>= '\uE000' and <= '\uF8FF') or '\uFFFD';

    // What most lines are apart.
    private static double Spacing(List<PdfLine> lines)
    {
        var apart = lines.Zip(lines.Skip(1), (one, next) => (Distance: one.Y - next.Y, one.Size)).Where(pair => pair.Distance > 0 && pair.Distance < UsualSpacing * 1.5 * pair.Size).Select(pair => pair.Distance).Order().ToList();
        return apart.Count == 0 ? (lines.Count == 0 ? 0 : 1.2 * lines[0].Size) : apart[apart.Count / 2];
    }
}
