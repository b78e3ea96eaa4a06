using System.Xml;

namespace ServerlessNlp.Documents.Formats.Packages;

/// <summary>The media types of a package's parts (ECMA-376, part 2, section 10.1.2). A package without them is read as well.</summary>
internal sealed class ContentTypes
{
    private const string Part = "[Content_Types].xml";

    private readonly Dictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _byExtension = new(StringComparer.OrdinalIgnoreCase);

    public static ContentTypes Read(Package package)
    {
        var types = new ContentTypes();
        if (!package.Has(Part))
            return types;
        using var reader = package.OpenXml(Part);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.GetAttribute("ContentType") is not { } type)
                continue;
            if (reader.LocalName == "Override" && reader.GetAttribute("PartName") is { } name)
                types._byName[PartName.Of(name)] = type;
            else if (reader.LocalName == "Default" && reader.GetAttribute("Extension") is { } extension)
                types._byExtension[extension.TrimStart('.')] = type;
        }
        return types;
    }

    public string? Of(string part) => _byName.GetValueOrDefault(part) ?? _byExtension.GetValueOrDefault(PartName.Extension(part));
}
