using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;
using ServerlessNlp.Documents.Formats.Presentation;

namespace ServerlessNlp.Documents.Formats.Spreadsheet;

/// <summary>Spreadsheets (ECMA-376, part 1, section 18): sheet by sheet, row by row, cells apart by tabs; then the boxes on a sheet.</summary>
internal sealed class XlsxFormat() : PackageFormat("xlsx", "XLSX")
{
    private const string DefaultMain = "xl/workbook.xml";

    protected override void Read(Package package, ExtractedText text)
    {
        var main = package.RelationshipsOf("").FirstOrDefault(relationship => relationship.Kind == "officeDocument").Target ?? DefaultMain;
        var parts = package.RelationshipsOf(main).Where(relationship => package.Has(relationship.Target)).ToList();
        var (sheets, since1904) = Sheets(package, main);
        var strings = parts.Find(part => part.Kind == "sharedStrings").Target is { } shared ? SharedStrings.Read(package, shared, text) : [];
        var styles = CellStyles.Read(package, parts.Find(part => part.Kind == "styles").Target, since1904);
        foreach (var (id, isHidden) in sheets)
        {
            if (parts.Find(part => part.Id == id) is not { Kind: "worksheet", Target: { } sheet })
                continue;
            if (isHidden)
                text.Warn(DocumentWarningCodes.HiddenContent, SheetReader.HiddenContent);
            else
                ReadSheet(package, sheet, new SheetReader(text, strings, styles), text);
        }
    }

    private static void ReadSheet(Package package, string sheet, SheetReader sheetReader, ExtractedText text)
    {
        using (var reader = package.OpenXml(sheet))
            sheetReader.Read(reader);
        foreach (var drawing in package.RelationshipsOf(sheet).Where(relationship => relationship.Kind == "drawing" && package.Has(relationship.Target)))
        {
            using var reader = package.OpenXml(drawing.Target);
            new DrawingText(text).Read(reader);
        }
    }

    private static (List<(string Id, bool IsHidden)> Sheets, bool Since1904) Sheets(Package package, string main)
    {
        var (sheets, since1904) = (new List<(string, bool)>(), false);
        using var reader = package.OpenXml(main);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "workbookPr")
                since1904 = reader.GetAttribute("date1904") is "1" or "true";
            else if (reader.LocalName == "sheet" && DrawingText.Relation(reader, "id") is { } id)
                sheets.Add((id, reader.GetAttribute("state") is "hidden" or "veryHidden"));
        }
        return (sheets, since1904);
    }
}
