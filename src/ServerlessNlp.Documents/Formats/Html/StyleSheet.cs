using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Formats.Html;

/// <summary>The rules of a style sheet that say something of <c>display</c>, as a screen applies them.</summary>
internal static partial class StyleSheet
{
    private const int MaxSelector = 300;

    /// <summary>Selectors with what holds for them, in order.</summary>
    public static IEnumerable<(string Selector, StyleDeclarations Display)> Rules(string css)
    {
        css = Comment().Replace(css, " ");
        // Groups of rules that are open, and whether a screen applies them.
        var groups = new Stack<bool>();
        for (var at = 0; at < css.Length;)
        {
            var brace = css.AsSpan(at).IndexOfAny('{', '}', ';');
            if (brace < 0)
                yield break;
            var (prelude, sign) = (css.Substring(at, brace).Trim(), css[at + brace]);
            at += brace + 1;
            if (sign == '}')
                groups.TryPop(out _);
            else if (sign == '{' && prelude.StartsWith('@') && IsGroup(prelude))
                groups.Push((groups.Count == 0 || groups.Peek()) && IsForScreens(prelude));
            else if (sign == '{')
            {
                var end = css.IndexOf('}', at);
                var block = end < 0 ? css[at..] : css[at..end];
                at = end < 0 ? css.Length : end + 1;
                if (!prelude.StartsWith('@') && prelude.Length <= MaxSelector && (groups.Count == 0 || groups.Peek()) && StyleDeclarations.Display(block) is { } display)
                {
                    // Each of a list has its own specificity; a comma within parentheses ends none.
                    foreach (var selector in prelude.Contains('(') ? [prelude] : prelude.Split(','))
                        yield return (selector, display);
                }
            }
        }
    }

    private static bool IsGroup(string prelude) => Group().IsMatch(prelude);

    // Of a condition on the size of a screen nobody knows whether it holds.
    private static bool IsForScreens(string prelude) => Screen().IsMatch(prelude);

    [GeneratedRegex(@"/\*.*?(?:\*/|\z)|<!--|-->", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@(?:media|supports|layer|container|scope)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Group();

    [GeneratedRegex(@"^@(?:media\s*(?:only\s+)?(?:all|screen)?\s*|layer\b[^(]*)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Screen();
}
