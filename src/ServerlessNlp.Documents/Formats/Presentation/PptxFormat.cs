using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.Presentation;

/// <summary>Presentations (ECMA-376, part 1, section 19): the text of each slide, then what its speaker has noted.</summary>
internal sealed class PptxFormat() : PackageFormat("pptx", "PPTX")
{
    private const string DefaultMain = "ppt/presentation.xml";

    protected override void Read(Package package, ExtractedText text)
    {
        var main = package.RelationshipsOf("").FirstOrDefault(relationship => relationship.Kind == "officeDocument").Target ?? DefaultMain;
        var slides = package.RelationshipsOf(main).Where(relationship => relationship.Kind == "slide" && package.Has(relationship.Target)).ToLookup(relationship => relationship.Id, relationship => relationship.Target);
        foreach (var slide in SlideIds(package, main).SelectMany(id => slides[id].Take(1)))
            ReadSlide(package, slide, text);
    }

    private static List<string> SlideIds(Package package, string main)
    {
        var ids = new List<string>();
        using var reader = package.OpenXml(main);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "sldId")
                ids.Add(DrawingText.Relation(reader, "id") ?? "");
        }
        return ids;
    }

    private static void ReadSlide(Package package, string slide, ExtractedText text)
    {
        var relations = package.RelationshipsOf(slide).Where(relationship => package.Has(relationship.Target)).ToList();
        var drawing = new DrawingText(text);
        using (var reader = package.OpenXml(slide))
        {
            if (!drawing.Read(reader))
            {
                text.Warn(DocumentWarningCodes.HiddenContent, "Hidden slides were left out.");
                return;
            }
        }
        foreach (var part in relations.Where(relation => drawing.Parts.Contains(relation.Id)).Concat(relations.Where(relation => relation.Kind == "notesSlide")))
        {
            using var reader = package.OpenXml(part.Target);
            new DrawingText(text).Read(reader);
        }
    }
}
