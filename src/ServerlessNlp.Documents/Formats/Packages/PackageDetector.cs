using ServerlessNlp.Documents.Formats.Word;

namespace ServerlessNlp.Documents.Formats.Packages;

/// <summary>Finds which format an archive is of, by what is in it.</summary>
internal static class PackageDetector
{
    private const string ContainerOfBook = "META-INF/container.xml";
    private const string MediaTypePart = "mimetype";
    private const int MaxMediaType = 200;

    /// <summary>The format; null where the archive can't be opened.</summary>
    /// <param name="bytes">The archive.</param>
    /// <param name="word">Of Word documents.</param>
    public static IDocumentFormat? Find(ReadOnlyMemory<byte> bytes, IDocumentFormat word)
    {
        try
        {
            using var package = new Package(bytes, new UnpackingBudget());
            return ByMediaType(package) ?? OfficeOpenXml(package, word) ?? ByParts(package, word);
        }
        catch (Exception exception) when (exception is InvalidDataException or System.Xml.XmlException or EndOfStreamException or ArgumentException or NotSupportedException)
        {
            // The format that it is declared to be says what is wrong.
            return null;
        }
    }

    // OpenDocument and EPUB say what they are in a part of their own.
    private static IDocumentFormat? ByMediaType(Package package)
    {
        if (!package.Has(MediaTypePart) || package.LengthOf(MediaTypePart) > MaxMediaType)
            return null;
        var type = System.Text.Encoding.ASCII.GetString(package.ReadBytes(MediaTypePart)).Trim();
        return type switch
        {
            "application/epub+zip" => PackageFormats.Epub,
            "application/vnd.oasis.opendocument.text" or "application/vnd.oasis.opendocument.text-template" or "application/vnd.oasis.opendocument.text-master" => PackageFormats.OpenText,
            "application/vnd.oasis.opendocument.spreadsheet" or "application/vnd.oasis.opendocument.spreadsheet-template" => PackageFormats.OpenSpreadsheet,
            "application/vnd.oasis.opendocument.presentation" or "application/vnd.oasis.opendocument.presentation-template" => PackageFormats.OpenPresentation,
            _ when type.StartsWith("application/vnd.oasis.opendocument.", StringComparison.Ordinal) => UnsupportedFormats.OpenDocument,
            _ => null,
        };
    }

    // Office Open XML names its main part, whose content type tells what it is.
    private static IDocumentFormat? OfficeOpenXml(Package package, IDocumentFormat word)
    {
        var main = MainParts(package).FirstOrDefault();
        var type = main is null ? null : package.ContentTypeOf(main);
        if (type is null)
            return null;
        if (type.Contains("sheet.binary", StringComparison.OrdinalIgnoreCase))
            return UnsupportedFormats.BinarySpreadsheet;
        if (type.Contains("presentation", StringComparison.OrdinalIgnoreCase) && !type.Contains("wordprocessing", StringComparison.OrdinalIgnoreCase) && !type.Contains("spreadsheet", StringComparison.OrdinalIgnoreCase))
            return PackageFormats.Pptx;
        if (type.Contains("spreadsheetml", StringComparison.OrdinalIgnoreCase) || type.Contains("ms-excel", StringComparison.OrdinalIgnoreCase))
            return PackageFormats.Xlsx;
        return type.Contains("wordprocessingml", StringComparison.OrdinalIgnoreCase) || type.Contains("ms-word", StringComparison.OrdinalIgnoreCase) ? word : null;
    }

    private static IDocumentFormat ByParts(Package package, IDocumentFormat word)
    {
        if (package.Has(ContainerOfBook))
            return PackageFormats.Epub;
        if (package.Has("content.xml"))
            return package.Has("META-INF/manifest.xml") || package.Has("styles.xml") ? PackageFormats.OpenText : UnsupportedFormats.OpenDocument;
        if (package.Has("xl/workbook.xml"))
            return PackageFormats.Xlsx;
        if (package.Has("ppt/presentation.xml"))
            return PackageFormats.Pptx;
        if (package.Has("Index/Document.iwa") || package.Has("index.xml"))
            return UnsupportedFormats.AppleWork;
        return WordDocument.FindMain(package) is not null || MainParts(package).Any() ? word : UnsupportedFormats.Archive;
    }

    /// <summary>The parts that an Office document names as its main one. What names them may be damaged while they are whole.</summary>
    public static IEnumerable<string> MainParts(Package package)
    {
        try
        {
            return package.RelationshipsOf("").Where(relationship => relationship is { Kind: "officeDocument", IsExternal: false }).Select(relationship => relationship.Target);
        }
        catch (Exception exception) when (exception is InvalidDataException or System.Xml.XmlException)
        {
            return [];
        }
    }
}
