using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>The text of a Word document: its body, then its footnotes and endnotes. Parts are found by relationships, whatever they are called.</summary>
/// <param name="package">The parts.</param>
/// <param name="main">The part with the body.</param>
/// <param name="text">The text.</param>
/// <param name="imports">Reads imported parts.</param>
internal sealed class WordDocument(Package package, string main, ExtractedText text, WordImports imports)
{
    private static readonly string[] Notes = ["footnotes", "endnotes"];

    private readonly WordStyles _styles = new();
    private readonly Dictionary<string, IReadOnlyList<Relationship>> _relationships = [];

    /// <summary>The part with the body, or null where the package is no Word document.</summary>
    public static string? FindMain(Package package)
    {
        return PackageDetector.MainParts(package).Append("word/document.xml").FirstOrDefault(package.Has)
            ?? package.Parts.FirstOrDefault(part => IsMain(package.ContentTypeOf(part)));
    }

    /// <returns>Whether the main part is Word's.</returns>
    public bool Read()
    {
        using (var root = package.OpenXml(main))
        {
            if (root.MoveToContent() != XmlNodeType.Element || !root.IsWord())
                return false;
        }
        if (FindPart("styles") is { } styles)
            Try(styles, reader => _styles.Read(reader), text);
        using (var body = package.OpenXml(main))
            Read(main, body, text);
        foreach (var part in Notes.Select(FindPart).OfType<string>())
            Try(part, reader => Read(part, reader, text), text);
        return true;
    }

    private void Read(string part, XmlReader reader, ExtractedText target) =>
        new WordTextReader(reader, _styles, (id, included) => Include(part, id, included), target).Read();

    // A package that lost its relationships has the names that Word gives.
    private string? FindPart(string kind)
    {
        var named = RelationshipsOf(main).FirstOrDefault(relationship => relationship.Kind == kind && !relationship.IsExternal).Target;
        return new[] { named, PartName.Resolve(main, kind + ".xml") }.FirstOrDefault(part => part is not null && package.Has(part));
    }

    private void Include(string part, string id, ExtractedText target)
    {
        var relationship = RelationshipsOf(part).FirstOrDefault(relationship => relationship.Id == id);
        if (relationship.Kind is "diagramData" or "chart" && package.Has(relationship.Target))
            Try(relationship.Target, reader => Read(relationship.Target, reader, target), target);
        else if (relationship.Kind == "aFChunk" && !relationship.IsExternal && package.Has(relationship.Target))
            imports.Read(package, relationship.Target, target);
        else if (relationship.Kind is not ("diagramData" or "chart"))
            target.Warn(DocumentWarningCodes.PartNotRead, "The document takes in another file that is not in it: its text is left out.");
    }

    // A part beside the body that is damaged takes nothing from the body.
    private void Try(string part, Action<XmlReader> read, ExtractedText target)
    {
        try
        {
            using var reader = package.OpenXml(part);
            read(reader);
        }
        catch (Exception exception) when (DocxFormat.IsDamage(exception))
        {
            target.Warn(DocumentWarningCodes.PartNotRead, "A part of the document (notes, styles or a diagram) is damaged: its text is left out, from the damage on.");
        }
    }

    private IReadOnlyList<Relationship> RelationshipsOf(string part)
    {
        if (_relationships.TryGetValue(part, out var relationships))
            return relationships;
        relationships = [];
        try
        {
            relationships = package.RelationshipsOf(part);
        }
        catch (Exception exception) when (DocxFormat.IsDamage(exception))
        {
            text.Warn(DocumentWarningCodes.PartNotRead, "A list of the document's parts is damaged: text in notes and imported parts may be left out.");
        }
        return _relationships[part] = relationships;
    }

    private static bool IsMain(string? contentType) =>
        contentType is not null && contentType.EndsWith(".main+xml", StringComparison.OrdinalIgnoreCase)
        && (contentType.Contains("wordprocessingml", StringComparison.OrdinalIgnoreCase) || contentType.Contains("ms-word", StringComparison.OrdinalIgnoreCase));
}
