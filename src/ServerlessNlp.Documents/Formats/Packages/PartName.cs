namespace ServerlessNlp.Documents.Formats.Packages;

/// <summary>Names of parts of a package (ECMA-376, part 2): compared without case, found from another part by a relative address.</summary>
internal static class PartName
{
    /// <summary>The name of a file in an archive as a part's; some programs write backslashes.</summary>
    public static string Of(string entry) => Resolve("", entry);

    /// <summary>What an address in a part means: <c>../x.xml</c>, <c>/word/x.xml</c>, <c>x%20y.xml</c>.</summary>
    public static string Resolve(string part, string target)
    {
        var path = Uri.UnescapeDataString(target).Replace('\\', '/');
        var names = path.StartsWith('/') ? [] : Folder(part).Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == ".." && names.Count > 0)
                names.RemoveAt(names.Count - 1);
            else if (name is not ("." or ".."))
                names.Add(name);
        }
        return string.Join('/', names);
    }

    /// <summary>The part that has a part's relationships; the package's own are those of "".</summary>
    public static string Relationships(string part) => $"{Folder(part)}_rels/{part[Folder(part).Length..]}.rels";

    public static string Extension(string part) => Path.GetExtension(part).TrimStart('.');

    private static string Folder(string part) => part[..(part.LastIndexOf('/') + 1)];
}
