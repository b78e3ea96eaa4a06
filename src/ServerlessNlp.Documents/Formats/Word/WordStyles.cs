using System.Xml;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>
/// Whether styles hide text. Hiding is a toggle (ECMA-376, part 1, section 17.7.3): a style takes it from the one it is based on,
/// and of the styles of table, paragraph and run an even number shows the text again.
/// </summary>
internal sealed class WordStyles
{
    // Styles that are based on each other in a circle end here.
    private const int MaxBases = 64;

    private readonly Dictionary<(string Type, string Id), (string? Base, bool? Hides)> _styles = [];
    private readonly Dictionary<string, string> _defaults = [];
    private bool _hidesByDefault;
    private bool _hides;

    public void Read(XmlReader reader)
    {
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || !reader.IsWord())
                continue;
            if (reader.LocalName == "rPrDefault")
                reader.EachChild(() => _hidesByDefault |= Hides(reader) == true);
            else if (reader.LocalName == "style")
                ReadStyle(reader);
        }
        _hides |= _hidesByDefault;
    }

    public bool AreHidden(string? table, string? paragraph, string? run) =>
        _hides && (_hidesByDefault || (Hides("table", table) ^ Hides("paragraph", paragraph) ^ Hides("character", run)));

    private void ReadStyle(XmlReader reader)
    {
        var (type, id) = (reader.Attribute("type") ?? "paragraph", reader.Attribute("styleId") ?? "");
        if (reader.Attribute("default") is "1" or "true" or "on")
            _defaults[type] = id;
        string? parent = null;
        bool? hides = null;
        reader.EachChild(() =>
        {
            if (reader.LocalName == "basedOn")
                parent = reader.Attribute("val");
            else if (reader.LocalName == "rPr")
                hides = Hides(reader);
        });
        _styles[(type, id)] = (parent, hides);
        _hides |= hides == true;
    }

    // What run properties say, if anything.
    private static bool? Hides(XmlReader reader)
    {
        bool? hides = null;
        reader.EachChild(() => hides = reader.LocalName == "vanish" ? reader.IsOn() : hides);
        return hides;
    }

    private bool Hides(string type, string? id)
    {
        id ??= _defaults.GetValueOrDefault(type);
        for (var bases = 0; id is not null && bases < MaxBases && _styles.TryGetValue((type, id), out var style); bases++)
        {
            if (style.Hides is { } hides)
                return hides;
            id = style.Base;
        }
        return false;
    }
}
