using ServerlessNlp.Infrastructure.Tests.Bicep;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Every symbol that is used is declared, every one that is declared is used, and none is declared twice.</summary>
internal sealed class SymbolsAreDeclared : Rule
{
    private static readonly HashSet<string> Namespaces = ["az", "sys"];

    public override IEnumerable<Finding> Check(Workspace workspace) =>
        workspace.Files.Values.Where(file => !file.Path.EndsWith(".bicepparam", StringComparison.Ordinal))
            .SelectMany(file => Undeclared(file).Concat(Unused(file)).Concat(Twice(file)));

    private IEnumerable<Finding> Undeclared(BicepFile file)
    {
        var known = file.Symbols.Concat(file.Tree.DescendantsAndSelf().SelectMany(Locals)).Concat(Namespaces).ToHashSet();
        return Uses(file).Where(use => !known.Contains(use.Text)).Select(use => At(file, use, $"{use.Text} is not declared."));
    }

    private IEnumerable<Finding> Unused(BicepFile file)
    {
        var used = Uses(file).Select(use => use.Text).ToHashSet();
        var exported = file.Tree.Children.Any(node => node.Type == "decorators" && node.Text.Contains("@export()"));
        var idle = file.Parameters.Keys.Concat(exported ? [] : file.Variables.Keys)
            .Concat(file.Resources.Where(resource => resource.IsExisting).Select(resource => resource.Symbol))
            .Concat(file.Imports.Select(import => import.Symbol));
        return idle.Where(symbol => !used.Contains(symbol)).Select(symbol => At(file, file.Tree, $"{symbol} is declared and never used."));
    }

    private IEnumerable<Finding> Twice(BicepFile file) =>
        file.Symbols.GroupBy(symbol => symbol).Where(group => group.Count() > 1).Select(group => At(file, file.Tree, $"{group.Key} is declared twice."));

    /// <summary>Identifiers that stand for a value: not the names that declarations give, keys of objects, or names of functions.</summary>
    private static IEnumerable<SyntaxNode> Uses(BicepFile file) => file.Tree.Children.SelectMany(declaration => UsesIn(declaration, isDeclaration: true));

    private static IEnumerable<SyntaxNode> UsesIn(SyntaxNode node, bool isDeclaration = false)
    {
        if (node.Type is "import_functionality" or "type")
            return [];
        var named = node.NamedChildren.ToList();
        if (isDeclaration && node.Type.EndsWith("_declaration", StringComparison.Ordinal) || node.Type == "object_property")
            named = [.. named.Where((child, i) => i > 0 || child.Type == "string")];
        if (node.Type == "call_expression")
            named = [.. named.Where(child => child.Field != "function" || child.Type != "identifier")];
        if (node.Type == "lambda_expression")
            named = [named[^1]];
        if (node.Type == "for_statement")
            named = [.. named.Where(child => child.Field != "initializer")];
        return node.Type == "identifier" ? [node] : named.SelectMany(child => UsesIn(child));
    }

    /// <summary>The names that a loop or a lambda gives.</summary>
    private static IEnumerable<string> Locals(SyntaxNode node) => node.Type switch
    {
        "for_statement" when node.ByField("initializer") is { } item => [item.Text],
        "for_loop_parameters" => node.NamedChildren.Select(child => child.Text),
        "lambda_expression" => node.NamedChildren.First().DescendantsAndSelf().Where(child => child.Type == "identifier").Select(child => child.Text),
        _ => [],
    };
}
