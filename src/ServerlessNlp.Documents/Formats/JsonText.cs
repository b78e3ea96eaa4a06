using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Formats;

/// <summary>Strings of JSON, which may have half of a surrogate pair as an escape: what was cut at a number of code units has.</summary>
internal static partial class JsonText
{
    /// <summary>The string, with U+FFFD for each half, and whether there was one.</summary>
    public static (string Text, bool IsDamaged) Of(JsonElement value)
    {
        var raw = value.GetRawText();
        var mended = Escape().Replace(raw, match => match.Groups["half"].Success ? @"\uFFFD" : match.Value);
        return (JsonSerializer.Deserialize<string>(mended)!, raw != mended);
    }

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.")]
    private static partial Regex Escape();
}
