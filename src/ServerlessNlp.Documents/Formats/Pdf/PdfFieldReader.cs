using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Util;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>
/// Reads what was filled in or written on a page, which is not drawn by the page itself: values of form fields and text notes on it
/// (ISO 32000-1, sections 12.5.6.6 and 12.7.4), as glyphs in their places.
/// </summary>
internal sealed class PdfFieldReader(PdfPageContent page, IPdfTokenScanner scanner, TransformationMatrix matrix, PdfSession session)
{
    private const int MaxDepth = 32;
    private const double UsualSize = 10;

    private static readonly NameToken Ft = NameToken.Create("FT");
    private static readonly NameToken Button = NameToken.Create("Btn");

    public void Read(DictionaryToken pageDictionary)
    {
        if (!pageDictionary.TryGet(NameToken.Annots, scanner, out ArrayToken? annotations))
            return;
        foreach (var token in annotations.Data)
        {
            session.CountGlyph();
            if (UglyToad.PdfPig.Parser.Parts.DirectObjectFinder.TryGet(token, scanner, out DictionaryToken? annotation))
                ReadAnnotation(annotation);
        }
    }

    private void ReadAnnotation(DictionaryToken annotation)
    {
        if (!annotation.TryGet(NameToken.Subtype, scanner, out NameToken? subtype) || !annotation.TryGet(NameToken.Rect, scanner, out ArrayToken? rectangle))
            return;
        var text = subtype.Data switch
        {
            "Widget" => Value(annotation),
            "FreeText" => Text(annotation, NameToken.Contents),
            _ => null,
        };
        if (!string.IsNullOrWhiteSpace(text) && rectangle.TryToRectangle(scanner, out var place))
            Write(text, place);
    }

    private string? Value(DictionaryToken field)
    {
        var type = Inherited(field, Ft) as NameToken;
        var value = Inherited(field, NameToken.V);
        if (type is not null && type.Equals(Button))
            return IsOn(field) ? "☒" : null;
        return value switch
        {
            ArrayToken several => string.Join(", ", several.Data.Select(String)),
            _ => String(value),
        };
    }

    // Which state of a box is drawn. Pressed buttons have none.
    private bool IsOn(DictionaryToken field) => field.TryGet(NameToken.As, scanner, out NameToken? state) && state.Data != "Off";

    // What a field lacks, its parents have.
    private IToken? Inherited(DictionaryToken field, NameToken name)
    {
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            if (field.TryGet(name, scanner, out IToken? token))
                return token;
            if (!field.TryGet(NameToken.Parent, scanner, out DictionaryToken? parent))
                break;
            field = parent;
        }
        return null;
    }

    private string? Text(DictionaryToken dictionary, NameToken name) => dictionary.TryGet(name, scanner, out IToken? token) ? String(token) : null;

    private static string? String(IToken? token) => token switch
    {
        StringToken text => text.Data,
        HexToken hex => hex.Data,
        _ => null,
    };

    // On one line, at the top of the field: where its own lines break, only its width says.
    private void Write(string text, PdfRectangle place)
    {
        session.CountGlyph();
        var (left, right) = (Math.Min(place.Left, place.Right), Math.Max(place.Left, place.Right));
        var size = Math.Min(UsualSize, Math.Abs(place.Height));
        var y = Math.Max(place.Top, place.Bottom) - size;
        var (start, end) = (matrix.Transform(new PdfPoint(left, y)), matrix.Transform(new PdfPoint(Math.Max(right, left + 1), y)));
        if (PdfGlyph.Between(string.Join(' ', text.Split()), (start.X, start.Y), (end.X, end.Y), size) is { } glyph)
            page.Glyphs.Add(glyph);
    }
}
