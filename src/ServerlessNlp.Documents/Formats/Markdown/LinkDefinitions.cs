using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>
/// The definitions of links that a paragraph begins with (CommonMark 0.31, section 4.7). One whose target doesn't look like an address
/// is taken for what people write, as in <c>[Anna]: Yes</c>: it stays in the text.
/// </summary>
internal static partial class LinkDefinitions
{
    /// <summary>Where the definitions end; what they define goes to the sink.</summary>
    public static int Read(string paragraph, IMarkdownSink sink)
    {
        var end = 0;
        while (TryRead(paragraph, end) is { } definition)
        {
            sink.Define(definition.Label);
            end = definition.End;
        }
        return end;
    }

    private static (string Label, int End)? TryRead(string text, int start)
    {
        if (start >= text.Length || text[start] != '[' || LinkTarget.LabelLength(text, start) is not (> 2 and var label))
            return null;
        var at = start + label;
        if (at >= text.Length || text[at] != ':' || text.AsSpan(start + 1, label - 2).IsWhiteSpace())
            return null;
        at = LinkTarget.SkipSpace(text, at + 1);
        var target = LinkTarget.DestinationLength(text, at);
        if (target <= 0 || !Address().IsMatch(text.AsSpan(at, Math.Min(target, 500))))
            return null;
        at += target;
        return (EndOfLine(text, WithTitle(text, at)) ?? EndOfLine(text, at)) is { } end ? (text.Substring(start + 1, label - 2), end) : null;
    }

    private static int WithTitle(string text, int at)
    {
        var title = LinkTarget.SkipSpace(text, at);
        return title > at ? title + LinkTarget.TitleLength(text, title) : at;
    }

    // Where the next line begins, if nothing else stands in this one.
    private static int? EndOfLine(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        return at >= text.Length ? at : text[at] == '\n' ? at + 1 : null;
    }

    [GeneratedRegex(@"^(?:<|/|#|\.|\?|[a-z][a-z0-9+.-]+:|[^\s]*\.[a-z0-9]{2,}|[^\s]*/[^\s]*[/.#?])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
