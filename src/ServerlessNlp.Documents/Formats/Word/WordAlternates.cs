using System.Xml;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>
/// Content that is there in several forms (ECMA-376, part 3, section 7.6): of the choices the first whose namespaces are known,
/// else the fallback. Known are those of the standard and of Office.
/// </summary>
internal sealed class WordAlternates
{
    private readonly Stack<bool> _taken = new();

    public void Start() => _taken.Push(false);

    public void End() => _taken.TryPop(out _);

    /// <summary>Whether the choice or fallback that the reader is on is what is read.</summary>
    public bool Take(XmlReader reader)
    {
        if (!_taken.TryPop(out var isTaken))
            return true;
        var takes = !isTaken && (reader.LocalName == "Fallback" || Requires(reader).All(prefix => IsKnown(reader.LookupNamespace(prefix))));
        _taken.Push(isTaken || takes);
        return takes;
    }

    private static string[] Requires(XmlReader reader) =>
        (reader.GetAttribute("Requires") ?? "").Split((char[])[' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsKnown(string? name) =>
        name is not null && (name.StartsWith("http://schemas.microsoft.com/office/", StringComparison.Ordinal)
            || name.StartsWith("http://schemas.openxmlformats.org/", StringComparison.Ordinal)
            || name.StartsWith("http://purl.oclc.org/ooxml/", StringComparison.Ordinal)
            || name.StartsWith("urn:schemas-microsoft-com:", StringComparison.Ordinal));
}
