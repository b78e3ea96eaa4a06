using System.Xml;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>
/// Fields (ECMA-376, part 1, section 17.16): what is written between a field's begin and its separator is its code, and is taken back;
/// what follows up to its end is what readers see. A field that never ends is no field: its text stays.
/// </summary>
internal sealed class WordFields(ExtractedText text)
{
    private readonly Stack<(ExtractedText.Mark Begin, bool IsCode, string? Entry)> _open = new();

    /// <summary>Reads a <c>fldChar</c>, with the data of a form field in it.</summary>
    public void Read(XmlReader reader, bool isVisible)
    {
        switch (reader.Attribute("fldCharType"))
        {
            case "begin":
                var entry = FormEntry(reader);
                _open.Push((text.MarkHere(), true, isVisible ? entry : null));
                break;
            case "separate" when _open.TryPeek(out var field) && field.IsCode:
                _open.Pop();
                text.Return(field.Begin);
                _open.Push(field with { IsCode = false });
                break;
            case "end" when _open.TryPop(out var field) && field.IsCode:
                text.Return(field.Begin);
                text.Write(field.Entry);
                break;
        }
    }

    // What is chosen in a list, or whether a box is checked: it stands nowhere else.
    private static string? FormEntry(XmlReader reader)
    {
        string? entry = null;
        reader.EachChild(() => reader.EachChild(() =>
        {
            if (reader.LocalName == "ddList")
                entry = ListEntry(reader);
            else if (reader.LocalName == "checkBox")
                entry = CheckBox(reader);
        }));
        return entry;
    }

    private static string? ListEntry(XmlReader reader)
    {
        var (result, byDefault, entries) = (-1, 0, new List<string?>());
        reader.EachChild(() =>
        {
            _ = reader.LocalName switch
            {
                "result" => int.TryParse(reader.Attribute("val"), out result),
                "default" => int.TryParse(reader.Attribute("val"), out byDefault),
                _ => false,
            };
            if (reader.LocalName == "listEntry")
                entries.Add(reader.Attribute("val"));
        });
        return entries.ElementAtOrDefault(result >= 0 ? result : byDefault);
    }

    private static string CheckBox(XmlReader reader)
    {
        var (isChecked, byDefault) = ((bool?)null, false);
        reader.EachChild(() =>
        {
            if (reader.LocalName == "checked")
                isChecked = reader.IsOn();
            else if (reader.LocalName == "default")
                byDefault = reader.IsOn();
        });
        return isChecked ?? byDefault ? "☒" : "☐";
    }
}
