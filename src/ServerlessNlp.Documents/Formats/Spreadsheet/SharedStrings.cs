using System.Text;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.Spreadsheet;

/// <summary>The texts that cells name by number (ECMA-376, part 1, section 18.4), without how they are pronounced.</summary>
internal static class SharedStrings
{
    public static List<string> Read(Package package, string part, ExtractedText text)
    {
        var strings = new List<string>();
        var current = new StringBuilder();
        var isText = false;
        using var reader = package.OpenXml(part);
        reader.Walk(
            text,
            () => reader.LocalName == "rPh",
            () => isText = reader.LocalName == "t",
            () =>
            {
                isText = false;
                if (reader.LocalName != "si")
                    return;
                strings.Add(current.ToString());
                current.Clear();
            },
            () =>
            {
                if (isText)
                    current.Append(reader.Value);
            });
        return strings;
    }
}
