using System.Text;
using System.Text.RegularExpressions;
using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents;

/// <summary>What the start of a text shows about its format.</summary>
internal sealed partial class TextHead
{
    private const int Sample = 4096;

    private readonly string _text;

    private TextHead(string text) => _text = text;

    /// <summary>Whether it is HTML: it starts with its doctype or its root (WHATWG MIME Sniffing, section 7.1, in part).</summary>
    public bool IsHtml => HtmlStart().IsMatch(_text);

    /// <summary>Whether it is a mail: header fields from its first line on, with those that only mails have.</summary>
    public bool IsMail
    {
        get
        {
            var names = HeaderField().Matches(HeaderBlock().Match(_text).Value).Select(match => match.Groups[1].Value.ToLowerInvariant()).ToHashSet();
            return names.Contains("from") && (names.Contains("message-id") || names.Contains("mime-version") || names.Contains("received"));
        }
    }

    public static TextHead Of(ReadOnlySpan<byte> bytes)
    {
        var encoding = ByteOrderMark.Find(bytes) ?? WideText.Detect(bytes) ?? Encoding.Latin1;
        var start = bytes[encoding.Preamble.Length..];
        // A copy that replaces what is malformed: the end of the sample may cut a character.
        var lenient = Encoding.GetEncoding(encoding.CodePage);
        return new TextHead(lenient.GetString(start[..Math.Min(start.Length, Sample)]));
    }

    [GeneratedRegex(@"\A\s*(?:<!--.*?-->\s*)*(?:<\?xml\s[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex HtmlStart();

    [GeneratedRegex(@"\A(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\n)*)+", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderBlock();

    [GeneratedRegex(@"^([!-9;-~]+):", RegexOptions.Multiline)]
    private static partial Regex HeaderField();
}
