using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Makes of a page what is needed for its text: its glyphs, and the values of its form fields. PdfPig makes it, by reflection.</summary>
internal sealed class PdfPageFactory(IPdfTokenScanner pdfScanner, IResourceStore resourceStore, ILookupFilterProvider filterProvider, IPageContentParser pageContentParser, ParsingOptions parsingOptions)
    : BasePageFactory<PdfPageContent>(pdfScanner, new TextResources(resourceStore), filterProvider, pageContentParser, parsingOptions)
{
    protected override PdfPageContent ProcessPage(
        int pageNumber,
        DictionaryToken dictionary,
        NamedDestinations namedDestinations,
        MediaBox mediaBox,
        CropBox cropBox,
        UserSpaceUnit userSpaceUnit,
        PageRotationDegrees rotation,
        TransformationMatrix initialMatrix,
        IReadOnlyList<IGraphicsStateOperation> operations)
    {
        var page = new PdfPageContent(cropBox.GetVisibleBounds(rotation).Height);
        var processor = new PdfGlyphReader(page, pageNumber, ResourceStore, PdfScanner, PageContentParser, FilterProvider, cropBox, userSpaceUnit, rotation, initialMatrix, ParsingOptions);
        processor.Process(pageNumber, operations);
        new PdfFieldReader(page, PdfScanner, initialMatrix, (PdfSession)ParsingOptions.Logger).Read(dictionary);
        return page;
    }
}
