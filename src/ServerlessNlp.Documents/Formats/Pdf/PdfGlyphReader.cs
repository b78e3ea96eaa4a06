using System.Collections.Frozen;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Graphics.Operations.SpecialGraphicsState;
using UglyToad.PdfPig.Graphics.Operations.TextObjects;
using UglyToad.PdfPig.Graphics.Operations.TextPositioning;
using UglyToad.PdfPig.Graphics.Operations.TextShowing;
using UglyToad.PdfPig.Graphics.Operations.TextState;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Draws a page for its glyphs alone (ISO 32000-1, section 9.4): colours, paths and pictures are passed over.</summary>
internal sealed class PdfGlyphReader(
    PdfPageContent page,
    int pageNumber,
    IResourceStore resourceStore,
    IPdfTokenScanner pdfScanner,
    IPageContentParser pageContentParser,
    ILookupFilterProvider filterProvider,
    CropBox cropBox,
    UserSpaceUnit userSpaceUnit,
    PageRotationDegrees rotation,
    in TransformationMatrix initialMatrix,
    ParsingOptions parsingOptions)
    : BaseStreamProcessor<PdfPageContent>(pageNumber, resourceStore, pdfScanner, pageContentParser, filterProvider, cropBox, userSpaceUnit, rotation, initialMatrix, parsingOptions)
{
    // Forms within forms: each level can multiply the work.
    private const int MaxFormDepth = 16;
    private const int MaxForms = 20_000;

    private static readonly FrozenSet<string> TextOperations = new[] { typeof(BeginText), typeof(SetTextMatrix), typeof(ShowText), typeof(SetFontAndSize), typeof(BeginMarkedContent), typeof(Push) }
        .Select(type => type.Namespace!).ToFrozenSet();

    private readonly PdfSession _session = (PdfSession)parsingOptions.Logger;
    private readonly PdfMarkedContent _marked = new(pdfScanner, resourceStore);
    private int _forms;
    private int _formDepth;

    public override PdfPageContent Process(int pageNumberCurrent, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        PageNumber = pageNumberCurrent;
        CloneAllStates();
        ProcessOperations(operations);
        page.HasMarkedHeaders |= _marked.HasHeaders;
        return page;
    }

    protected override void ProcessOperations(IReadOnlyList<IGraphicsStateOperation> operations)
    {
        foreach (var operation in operations)
        {
            _session.Check();
            if (IsAboutText(operation))
                operation.Run(this);
        }
    }

    public override void RenderGlyph(
        IFont font,
        CurrentGraphicsState currentState,
        double fontSize,
        double pointSize,
        int code,
        string unicode,
        long currentOffset,
        in TransformationMatrix renderingMatrix,
        in TransformationMatrix textMatrix,
        in TransformationMatrix transformationMatrix,
        CharacterBoundingBox characterBoundingBox)
    {
        _session.CountGlyph();
        if (_marked.IsHeader)
            return;
        var text = _marked.Replacement(Known(font, code, unicode));
        var (matrix, inText, inGlyph) = (transformationMatrix, textMatrix, renderingMatrix);
        var origin = OnPage(0, 0);
        var top = OnPage(0, 1);
        // A line that is written downwards goes on below; its glyphs are as high as the font.
        var end = font.IsVertical ? OnPage(0, -1) : OnPage(characterBoundingBox.Width, 0);
        if (PdfGlyph.Between(text, origin, end, Math.Sqrt(Math.Pow(top.X - origin.X, 2) + Math.Pow(top.Y - origin.Y, 2)), font.Name?.Data.GetHashCode(StringComparison.Ordinal) ?? 0) is { } glyph)
            page.Glyphs.Add(glyph);

        (double X, double Y) OnPage(double x, double y)
        {
            var point = matrix.Transform(inText.Transform(inGlyph.Transform(new PdfPoint(x, y))));
            return (point.X, point.Y);
        }
    }

    // What a font doesn't tell, PdfPig takes the code for, which is right where it is ASCII in a font of letters.
    private string Known(IFont font, int code, string unicode)
    {
        if (font.TryGetUnicode(code, out var known) && known is not null)
            return Whole(known);
        if (code is >= ' ' and <= '~' && font is not IType3Font)
            return unicode;
        page.Unknown++;
        return "\uFFFD";
    }

    // Half a surrogate pair is no character.
    private static string Whole(string text) => text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;

    protected override void ProcessFormXObject(StreamToken formStream, NameToken xObjectName)
    {
        if (_formDepth >= MaxFormDepth || ++_forms > MaxForms)
            throw _session.Refuse(PdfRefusals.TooCostly("time"));
        _formDepth++;
        base.ProcessFormXObject(formStream, xObjectName);
        _formDepth--;
    }

    public override void BeginMarkedContent(NameToken name, NameToken? propertyDictionaryName, DictionaryToken? properties) =>
        _marked.Begin(name, propertyDictionaryName, properties);

    public override void EndMarkedContent() => _marked.End();

    protected override void RenderXObjectImage(XObjectContentRecord xObjectContentRecord) => page.HasPictures = true;

    protected override void RenderInlineImage(InlineImage inlineImage) => page.HasPictures = true;

    // Colours may name functions, which are programs, and spaces within spaces.
    private static bool IsAboutText(IGraphicsStateOperation operation) =>
        TextOperations.Contains(operation.GetType().Namespace!) || operation is InvokeNamedXObject;

    public override void BeginSubpath()
    {
    }

    public override PdfPoint? CloseSubpath() => null;

    public override void StrokePath(bool close)
    {
    }

    public override void FillPath(FillingRule fillingRule, bool close)
    {
    }

    public override void FillStrokePath(FillingRule fillingRule, bool close)
    {
    }

    public override void MoveTo(double x, double y)
    {
    }

    public override void BezierCurveTo(double x2, double y2, double x3, double y3)
    {
    }

    public override void BezierCurveTo(double x1, double y1, double x2, double y2, double x3, double y3)
    {
    }

    public override void LineTo(double x, double y)
    {
    }

    public override void Rectangle(double x, double y, double width, double height)
    {
    }

    public override void EndPath()
    {
    }

    public override void ClosePath()
    {
    }

    public override void ModifyClippingIntersect(FillingRule clippingRule)
    {
    }

    protected override void ClipToRectangle(PdfRectangle rectangle, FillingRule clippingRule)
    {
    }

    public override void PaintShading(NameToken shadingName)
    {
    }
}
