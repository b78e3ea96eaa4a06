using AngleSharp.Css;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;

namespace ServerlessNlp.Documents.Formats.Html;

/// <summary>
/// How the elements of a page are displayed (CSS Cascade, section 6): by their own style, by the page's style sheets, by the attribute
/// <c>hidden</c>. Sheets elsewhere are not fetched.
/// </summary>
internal sealed class DisplayRules
{
    // Each rule is tried on each element.
    private const int MaxTrials = 10_000_000;

    private readonly Dictionary<IElement, (StyleDeclarations Display, Priority Specificity)> _bySheets = [];

    /// <summary>No rules.</summary>
    public static DisplayRules None { get; } = new();

    /// <summary>The rules of a page.</summary>
    public static DisplayRules Of(IDocument document)
    {
        var styles = document.GetElementsByTagName("style");
        if (styles.Length == 0)
            return None;
        var rules = new DisplayRules();
        var (elements, parser) = (document.All.ToList(), document.Context.GetService<ICssSelectorParser>()!);
        foreach (var (selector, display) in styles.SelectMany(style => StyleSheet.Rules(style.TextContent)).Take(MaxTrials / elements.Count))
        {
            // A selector that is none, or newer than the parser: its rule does not count (CSS Syntax, section 9).
            if (parser.ParseSelector(selector) is { } parsed)
                rules.Add(elements, parsed, display);
        }
        return rules;
    }

    /// <summary>The value of <c>display</c> that is declared for an element, or null where it is what its kind has.</summary>
    public string? Of(IElement element)
    {
        var own = element.GetAttribute("style") is { } style ? StyleDeclarations.Display(style) : null;
        var sheets = _bySheets.TryGetValue(element, out var rule) ? rule.Display : null;
        var holds = own is null || (sheets is { IsImportant: true } && !own.IsImportant) ? sheets : own;
        return holds?.Value ?? (element.HasAttribute("hidden") ? "none" : null);
    }

    private void Add(List<IElement> elements, ISelector selector, StyleDeclarations display)
    {
        foreach (var element in elements)
        {
            if (selector.Match(element, null) && (!_bySheets.TryGetValue(element, out var before) || Wins((display, selector.Specificity), before)))
                _bySheets[element] = (display, selector.Specificity);
        }
    }

    private static bool Wins((StyleDeclarations Display, Priority Specificity) rule, (StyleDeclarations Display, Priority Specificity) before) =>
        rule.Display.IsImportant == before.Display.IsImportant ? rule.Specificity >= before.Specificity : rule.Display.IsImportant;
}
