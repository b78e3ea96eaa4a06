using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>Charsets by the names that documents give them. What is no text in them becomes U+FFFD.</summary>
internal static partial class CharsetNames
{
    private const string Damage = "\uFFFD";

    private static readonly ConcurrentDictionary<int, Encoding?> Known = new();

    /// <summary>The charset of that name, or null where there is none.</summary>
    public static Encoding? Find(string? name)
    {
        var label = name?.Trim(" \t\r\n'\"".ToCharArray()).ToLowerInvariant();
        if (string.IsNullOrEmpty(label))
            return null;
        return CodePageOf(label) is { } codePage ? Find(codePage) : ByName(label);
    }

    /// <summary>The charset of a code page, or null where there is none.</summary>
    public static Encoding? Find(int codePage) => Known.GetOrAdd(codePage, Create);

    /// <summary>Whether a name means ASCII itself: nothing beyond it is what was declared.</summary>
    public static bool IsAscii(string? name) => name?.Trim().ToLowerInvariant() is "us-ascii" or "ascii" or "ansi_x3.4-1968";

    // A label with its punctuation changed, such as latin-1 or UTF_8, and the number of a code page with something before it.
    private static int? CodePageOf(string label)
    {
        string[] spellings = [label, label.Replace('_', '-'), Punctuation().Replace(label, "")];
        foreach (var spelling in spellings)
        {
            if (CharsetLabels.CodePages.TryGetValue(spelling, out var codePage))
                return codePage;
        }
        return Numbered().Match(label) is { Success: true } number ? int.Parse(number.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    private static Encoding? Create(int codePage) => Guarded(() => SingleByteEncoding.Find(codePage)
        ?? CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Damage))
        ?? Encoding.GetEncoding(codePage));

    private static Encoding? ByName(string name) =>
        Guarded(() => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name)) is { } encoding ? Find(encoding.CodePage) : null;

    private static Encoding? Guarded(Func<Encoding> find)
    {
        try
        {
            return find();
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // No such charset, or one that is not safe to read (UTF-7): as if nothing had been declared.
            return null;
        }
    }

    [GeneratedRegex("[-_ .]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"^(?:x-)?(?:cp|ibm|windows|win|ms|dos|oem|ansi|codepage)[-_ ]?(\d{3,5})\z")]
    private static partial Regex Numbered();
}
