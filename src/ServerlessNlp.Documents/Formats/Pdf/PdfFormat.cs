using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>PDF (ISO 32000), by PdfPig: the text of its pages in reading order. PdfPig can neither be cancelled nor bounded: <see cref="GuardedWork"/> does.</summary>
internal sealed class PdfFormat : IDocumentFormat
{
    // Glyphs that are no characters of the text: spaces, headers and footers, shadows.
    private const int GlyphsForCharacters = 3;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1.3);
    private static readonly TimeSpan TimeForGlyph = TimeSpan.FromMicroseconds(20);

    public string Name => "pdf";

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        var pages = Read(content.Bytes, text);
        if (pages.Count > 0 && pages.TrueForAll(page => page.Damage is not null))
            throw PdfRefusals.Corrupt(pages[0].Damage);
        if (pages.All(page => page.Glyphs.Count == 0) && pages.Any(page => page.HasPictures))
            throw PdfRefusals.NoText(pages.Count);
        Warn(pages, text);
        new PdfTextWriter(text).Write(pages);
        return null;
    }

    private static List<PdfPageContent> Read(ReadOnlyMemory<byte> bytes, ExtractedText text)
    {
        var pages = new List<PdfPageContent>();
        var glyphs = 0;
        PdfSession? session = null;
        try
        {
            GuardedWork.Run(
                abort =>
                {
                    session = new PdfSession((int)Math.Min(int.MaxValue, 1000 + ((long)text.MaxCharacters * GlyphsForCharacters)), abort);
                    using var document = Open(bytes, session);
                    for (var number = 1; number <= document.NumberOfPages; number++)
                    {
                        session.Check();
                        pages.Add(ReadPage(document, number));
                        Volatile.Write(ref glyphs, session.Glyphs);
                    }
                },
                () => Time + (Volatile.Read(ref glyphs) * TimeForGlyph),
                () => session?.Allocated,
                text.CancellationToken);
        }
        catch (Exception exception) when (session?.Refusal is not null && exception is not OperationCanceledException)
        {
            throw session.Refusal;
        }
        catch (PdfDocumentEncryptedException)
        {
            throw PdfRefusals.Encrypted;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or NlpException))
        {
            // Whatever a damaged document makes the library throw.
            throw PdfRefusals.Corrupt(exception);
        }
        if (session?.Refusal is { } refusal)
            throw refusal;
        return pages;
    }

    // One page that is damaged takes none of the others with it.
    private static PdfPageContent ReadPage(PdfDocument document, int number)
    {
        try
        {
            return document.GetPage<PdfPageContent>(number);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or NlpException or PdfDocumentEncryptedException or InsufficientExecutionStackException or ThreadAbortException or OutOfMemoryException))
        {
            return new PdfPageContent(0) { Damage = exception };
        }
    }

    private static PdfDocument Open(ReadOnlyMemory<byte> bytes, PdfSession session)
    {
        session.Inspect(bytes.Span);
        var document = PdfDocument.Open(new CheckedStream(bytes.ToArray(), session.Check), new ParsingOptions { Logger = session, FilterProvider = session, SkipMissingFonts = true });
        document.AddPageFactory<PdfPageContent, PdfPageFactory>();
        return document;
    }

    private static void Warn(List<PdfPageContent> pages, ExtractedText text)
    {
        var damaged = pages.Count(page => page.Damage is not null);
        if (damaged > 0)
            text.Warn(DocumentWarningCodes.PartNotRead, $"{damaged} of {pages.Count} pages are damaged and were not read.");
        if (pages.Exists(page => page.Unknown > 0))
            text.Warn(DocumentWarningCodes.UnknownGlyphs, $"{pages.Sum(page => page.Unknown)} characters can't be told by the document's fonts; U+FFFD stands for them. Recognise its text (OCR) if they matter.");
        var pictures = pages.Count(page => page.Glyphs.Count == 0 && page.HasPictures);
        if (pictures > 0)
            text.Warn(DocumentWarningCodes.PagesWithoutText, $"{pictures} of {pages.Count} pages have only pictures, as scans have, and were not read. Recognise their text first (OCR).");
    }
}
