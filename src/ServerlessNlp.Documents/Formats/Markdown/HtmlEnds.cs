namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>Where what ends HTML stands last in a text, so that it isn't looked for again and again where there is none.</summary>
internal sealed class HtmlEnds(string source)
{
    private readonly Dictionary<string, int> _last = new(StringComparer.OrdinalIgnoreCase);

    public int Last(string end)
    {
        if (!_last.TryGetValue(end, out var last))
            _last[end] = last = source.LastIndexOf(end, StringComparison.OrdinalIgnoreCase);
        return last;
    }

    /// <summary>Whether an element's closing tag follows.</summary>
    public bool HasEnd(ReadOnlySpan<char> element, int at) => Last($"</{element}") > at;
}
