using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>The charsets that HTML or XML declare within themselves.</summary>
internal static partial class MarkupCharset
{
    // Browsers look at 1024 bytes; long comments before the declaration are not rare.
    private const int Sample = 4096;
    private const int Most = 4;

    /// <summary>The declared charsets, in order.</summary>
    public static IReadOnlyList<string> Find(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Sample)]);
        return [.. Declaration().Matches(head).Take(Most).Select(match => AsAscii(match.Groups[1].Value))];
    }

    // A declaration that could be read as ASCII does not stand in UTF-16 (HTML, section 13.2.3.2).
    private static string AsAscii(string name) => CharsetNames.Find(name) is UnicodeEncoding or UTF32Encoding ? "utf-8" : name;

    [GeneratedRegex("""(?:<meta\s[^>]{0,500}?charset|<\?xml\s[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:+-]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
