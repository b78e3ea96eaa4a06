using System.IO.Compression;
using System.Xml;

namespace ServerlessNlp.Documents.Formats;

/// <summary>Finds the parts of a Word document in its archive (ECMA-376, part 2).</summary>
internal static class WordPackage
{
    private const string DefaultMainPart = "word/document.xml";

    private static readonly string[] Notes = ["footnotes.xml", "endnotes.xml"];

    /// <summary>The part with the body, or null where the archive is no Word document.</summary>
    public static ZipArchiveEntry? FindMainPart(ZipArchive archive, Func<ZipArchiveEntry, XmlReader> open)
    {
        var name = archive.GetEntry("_rels/.rels") is { } relations ? Target(relations, open) : null;
        return name is not null && IsWord(name) && archive.GetEntry(name) is { } main ? main : archive.GetEntry(DefaultMainPart);
    }

    /// <summary>The parts that have text, in the order in which they are read.</summary>
    public static IEnumerable<ZipArchiveEntry> TextParts(ZipArchive archive, ZipArchiveEntry main)
    {
        yield return main;
        var folder = main.FullName[..(main.FullName.LastIndexOf('/') + 1)];
        foreach (var note in Notes)
        {
            if (archive.GetEntry(folder + note) is { } part)
                yield return part;
        }
    }

    private static string? Target(ZipArchiveEntry relations, Func<ZipArchiveEntry, XmlReader> open)
    {
        using var reader = open(relations);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Relationship" && reader.GetAttribute("Type")?.EndsWith("/officeDocument", StringComparison.Ordinal) == true)
                return reader.GetAttribute("Target")?.TrimStart('/');
        }
        return null;
    }

    private static bool IsWord(string part) => part.StartsWith("word/", StringComparison.OrdinalIgnoreCase);
}
