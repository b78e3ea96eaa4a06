using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Util;
using UglyToad.PdfPig;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>
/// What a page's marks say of its glyphs (ISO 32000-1, sections 14.6, 14.8.2.2 and 14.9.4): that they are the page's header or footer,
/// and which characters they stand for.
/// </summary>
internal sealed class PdfMarkedContent(IPdfTokenScanner scanner, IResourceStore resources)
{
    private static readonly NameToken Artifact = NameToken.Create("Artifact");
    private static readonly NameToken ActualText = NameToken.Create("ActualText");
    private static readonly NameToken Pagination = NameToken.Create("Pagination");

    private readonly Stack<(bool IsHeader, bool Replaces)> _open = new();
    private int _headers;
    private string? _replacement;

    /// <summary>Whether the glyphs are the page's header or footer.</summary>
    public bool IsHeader => _headers > 0;

    /// <summary>Whether any were.</summary>
    public bool HasHeaders { get; private set; }

    public void Begin(NameToken name, NameToken? propertyName, DictionaryToken? properties)
    {
        properties ??= propertyName is null ? null : resources.GetMarkedContentPropertiesDictionary(propertyName);
        var isHeader = name.Equals(Artifact) && properties?.TryGet(NameToken.Type, scanner, out NameToken? type) == true && type.Equals(Pagination);
        string? text = null;
        var replaces = properties?.TryGetOptionalStringDirect(ActualText, scanner, out text) == true;
        _headers += isHeader ? 1 : 0;
        HasHeaders |= isHeader;
        if (replaces)
            _replacement = text;
        _open.Push((isHeader, replaces));
    }

    public void End()
    {
        if (!_open.TryPop(out var mark))
            return;
        _headers -= mark.IsHeader ? 1 : 0;
        if (mark.Replaces)
            _replacement = null;
    }

    /// <summary>What a glyph's characters are: the first one within a replacement stands for all of it, the others for nothing.</summary>
    public string Replacement(string unicode)
    {
        if (_replacement is not { } text)
            return unicode;
        _replacement = "";
        return text;
    }
}
