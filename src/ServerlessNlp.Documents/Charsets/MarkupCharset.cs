using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>The charset that HTML or XML declares within itself.</summary>
internal static partial class MarkupCharset
{
    // Browsers look at 1024 bytes; long comments before the declaration are not rare.
    private const int Sample = 4096;

    /// <summary>The declared charset, or null.</summary>
    public static string? Find(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Sample)]);
        var name = Declaration().Match(head) is { Success: true } match ? match.Groups[1].Value : null;
        // A declaration that could be read as ASCII does not stand in UTF-16 (HTML, section 13.2.3.2).
        return name is not null && name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? "utf-8" : name;
    }

    [GeneratedRegex("""(?:<meta\s[^>]{0,500}?charset|<\?xml\s[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
