using System.Xml;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>What the properties of paragraphs, runs, rows and cells mean for the text. Their former values (<c>rPrChange</c> and the like) mean nothing.</summary>
internal static class WordProperties
{
    public static WordRun ReadRun(XmlReader reader, WordStyles styles, WordStory story)
    {
        var (hides, style, font) = ReadRun(reader);
        return new WordRun(hides ?? styles.AreHidden(story.TableStyle, story.Paragraph.Style, style), font);
    }

    /// <summary>
    /// A paragraph whose mark was deleted, moved away or is hidden (as in Word's style separators) is shown as one with the next,
    /// and so is the big initial of a text, which stands in a paragraph of its own.
    /// </summary>
    public static WordParagraph ReadParagraph(XmlReader reader, WordStyles styles, string? tableStyle)
    {
        var (goesOn, style, markStyle, markHides) = (false, (string?)null, (string?)null, (bool?)null);
        reader.EachChild(() =>
        {
            if (reader.LocalName == "pStyle")
                style = reader.Attribute("val");
            else if (reader.LocalName == "framePr")
                goesOn |= reader.Attribute("dropCap") is "drop" or "margin";
            else if (reader.LocalName == "rPr")
                (markHides, markStyle, _) = ReadRun(reader, () => goesOn |= reader.LocalName is "del" or "moveFrom");
        });
        return new WordParagraph(style, goesOn || (markHides ?? styles.AreHidden(tableStyle, style, markStyle)));
    }

    /// <summary>Whether one of the properties has a name: that a row or cell was deleted, that a control shows a prompt.</summary>
    public static bool Say(XmlReader reader, string name)
    {
        var says = false;
        reader.EachChild(() => says |= reader.LocalName == name && reader.IsOn());
        return says;
    }

    public static string? ReadTableStyle(XmlReader reader)
    {
        string? style = null;
        reader.EachChild(() => style = reader.LocalName == "tblStyle" ? reader.Attribute("val") : style);
        return style;
    }

    private static (bool? Hides, string? Style, string? Font) ReadRun(XmlReader reader, Action? visit = null)
    {
        var (hides, style, font) = ((bool?)null, (string?)null, (string?)null);
        reader.EachChild(() =>
        {
            visit?.Invoke();
            if (reader.LocalName == "vanish")
                hides = reader.IsOn();
            else if (reader.LocalName == "rStyle")
                style = reader.Attribute("val");
            else if (reader.LocalName == "rFonts")
                font = reader.Attribute("ascii") ?? reader.Attribute("hAnsi");
        });
        return (hides, style, font);
    }
}
