using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Formats.Html;

/// <summary>What declarations of CSS say of <c>display</c> (CSS Syntax, section 5): comments count as nothing, and the last one that is valid wins.</summary>
/// <param name="Value">The value, lower case.</param>
/// <param name="IsImportant">Whether it is <c>!important</c>.</param>
internal sealed partial record StyleDeclarations(string Value, bool IsImportant)
{
    private static readonly HashSet<string> Values =
    [
        "none", "block", "inline", "inline-block", "flex", "inline-flex", "grid", "inline-grid", "table", "inline-table", "table-row", "table-cell", "table-row-group",
        "table-header-group", "table-footer-group", "table-column", "table-column-group", "table-caption", "list-item", "contents", "flow-root", "run-in", "ruby", "initial",
        "unset", "revert", "inherit", "-webkit-box", "-webkit-flex", "-ms-flexbox",
    ];

    /// <summary>The value that holds, or null where none is declared.</summary>
    public static StyleDeclarations? Display(string declarations)
    {
        if (!declarations.Contains("display", StringComparison.OrdinalIgnoreCase))
            return null;
        StyleDeclarations? holds = null;
        foreach (Match match in Declaration().Matches(Passed().Replace(declarations, " ")))
        {
            var declared = new StyleDeclarations(match.Groups["value"].Value.ToLowerInvariant(), match.Groups["important"].Success);
            if (Values.Contains(declared.Value) && (holds is not { IsImportant: true } || declared.IsImportant))
                holds = declared;
        }
        return holds;
    }

    // Comments, and strings and addresses, in which anything may stand.
    [GeneratedRegex("""/\*.*?(?:\*/|\z)|"[^"]*"|'[^']*'|url\([^)]*\)""", RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Passed();

    [GeneratedRegex(@"(?:^|;)\s*display\s*:\s*(?<value>[a-z-]+)\s*(?<important>!\s*important\s*)?(?=;|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
