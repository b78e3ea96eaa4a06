using ServerlessNlp.Documents.Formats.Html;

namespace ServerlessNlp.Documents.Formats.Markdown;

internal sealed partial class MarkdownInlines
{
    // An address in angle brackets is text; a tag of HTML is HTML; anything else is text with them.
    private void Angle()
    {
        var rest = _source.AsSpan(_at);
        if (AddressLength(rest) is > 0 and var address)
        {
            _html.AppendText(rest[1..(address - 1)]);
            _at += address;
        }
        else if (RawHtml.TagLength(rest) is > 0 and var tag)
        {
            if (IsTag(rest))
                _html.Append(rest[..tag]);
            else
                _html.AppendText(rest[..tag]);
            _at += tag;
        }
        else if (IgnoredLength(rest) is > 0 and var ignored)
            _at += ignored;
        else
            Append(1);
    }

    private static int AddressLength(ReadOnlySpan<char> rest)
    {
        var end = rest[1..].IndexOfAny(" <>\n\t") + 1;
        if (end < 1 || rest[end] != '>' || (rest[1..end].ContainsAny('"', '\'') && rest[1..end].Contains('=')))
            return 0;
        var address = rest[1..end];
        var scheme = address.IndexOf(':');
        var isAddress = scheme is >= 2 and <= 32 && char.IsAsciiLetter(address[0]) && !address[..scheme].ContainsAnyExcept(SchemeCharacters);
        var at = address.IndexOf('@');
        return isAddress || (at > 0 && at < address.Length - 1 && !address.ContainsAny("\\/:(")) ? end + 1 : 0;
    }

    private bool IsTag(ReadOnlySpan<char> rest)
    {
        var isClosing = rest[1] == '/';
        var name = rest[(isClosing ? 2 : 1)..];
        name = name[..RawHtml.NameLength(name)];
        if (!RawHtml.IsElement(name))
            return false;
        // What hides its content, or stands at a word's end as in List<object>, is a tag only if it is closed.
        var mustBeClosed = !isClosing && !HtmlElements.Void.Contains(name.ToString().ToLowerInvariant())
            && (HtmlElements.Unread.Contains(name.ToString().ToLowerInvariant()) || (_at > 0 && char.IsLetterOrDigit(_source[_at - 1])));
        return !mustBeClosed || (_ends ??= new HtmlEnds(_source)).HasEnd(name, _at);
    }

    // Comments, declarations and instructions.
    private int IgnoredLength(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("<!-->"))
            return 5;
        if (rest.StartsWith("<!--->"))
            return 6;
        var end = rest.StartsWith("<!--") ? "-->" : rest.StartsWith("<?") ? "?>" : rest.StartsWith("<![CDATA[") ? "]]>" : rest.Length > 2 && rest[1] == '!' && char.IsAsciiLetter(rest[2]) ? ">" : null;
        return end is not null && (_ends ??= new HtmlEnds(_source)).Last(end) >= _at + 2 ? rest[2..].IndexOf(end) + 2 + end.Length : 0;
    }

    private const string SchemeCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-";
}
