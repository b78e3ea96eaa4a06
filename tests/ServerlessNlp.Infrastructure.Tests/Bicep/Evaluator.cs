using System.Collections.Immutable;
using System.Globalization;

namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>
/// Evaluates expressions as far as that can be done without Azure; the rest becomes <see cref="Unknown"/>.
/// Values are strings, longs, bools, null, lists, dictionaries, resources, scopes of modules and functions.
/// </summary>
internal sealed class Evaluator(ModuleScope scope, ImmutableDictionary<string, object?>? locals = null)
{
    private readonly ImmutableDictionary<string, object?> _locals = locals ?? ImmutableDictionary<string, object?>.Empty;

    public object? Evaluate(SyntaxNode node) => node.Type switch
    {
        "string" => Text(node),
        "multiline_string" => node.Text[3..^3],
        "number" => long.Parse(node.Text, CultureInfo.InvariantCulture),
        "boolean" => node.Text == "true",
        "null" => null,
        "array" => node.NamedChildren.Select(Evaluate).ToList(),
        "object" => Object(node),
        "identifier" => _locals.TryGetValue(node.Text, out var local) ? local : scope[node.Text],
        "parenthesized_expression" => Evaluate(node.NamedChildren.Single()),
        "member_expression" => Member(node),
        "subscript_expression" => Element(node),
        "call_expression" => Call(node),
        "lambda_expression" => Lambda(node),
        "ternary_expression" => Ternary(node),
        "unary_expression" => Unary(node),
        "binary_expression" => Binary(node),
        "if_statement" => Evaluate(node.NamedChildren.Last()), // Whatever its condition: it may be deployed.
        "for_statement" => Unroll(node, (body, inner) => inner.Evaluate(body)),
        _ => new Unknown(node.Text),
    };

    /// <summary>What <paramref name="create"/> makes of the body: once, or for a loop a list, once for each element.</summary>
    public object? Unroll(SyntaxNode node, Func<SyntaxNode, Evaluator, object?> create)
    {
        if (node.Type == "if_statement")
            return Unroll(node.NamedChildren.Last(), create);
        if (node.Type != "for_statement")
            return create(node, this);
        var body = node.ByField("body")!;
        var pair = node.OfType("for_loop_parameters");
        var item = (pair?.OfType("loop_variable") ?? node.ByField("initializer"))!.Text;
        var index = pair?.OfType("loop_enumerator")?.Text;
        var over = node.Children.SkipWhile(child => child.Type != "in").Skip(1).First();
        var elements = Evaluate(over) as List<object?> ?? [new Unknown(over.Text)];
        return elements.Select((element, i) => Unrolled(element, i)).ToList();

        object? Unrolled(object? element, int i)
        {
            var inner = With(item, element);
            return create(body, index is null ? inner : inner.With(index, (long)i));
        }
    }

    private Evaluator With(string name, object? value) => new(scope, _locals.SetItem(name, value));

    private string Text(SyntaxNode node) => string.Concat(node.NamedChildren.Select(part => part.Type switch
    {
        "interpolation" => Convert.ToString(Evaluate(part.NamedChildren.Single()), CultureInfo.InvariantCulture),
        "escape_sequence" => part.Text switch { "\\n" => "\n", "\\r" => "\r", "\\t" => "\t", _ => part.Text[1..] },
        _ => part.Text,
    }));

    private Dictionary<string, object?> Object(SyntaxNode node)
    {
        var result = new Dictionary<string, object?>();
        foreach (var property in node.NamedChildren.Where(child => child.Type == "object_property"))
        {
            var parts = property.NamedChildren.ToList();
            var key = parts[0].Type == "string" ? Text(parts[0]) : parts[0].Text;
            result[key] = Evaluate(parts[^1]);
        }
        return result;
    }

    private object? Member(SyntaxNode node)
    {
        var name = node.ByField("property")!.Text;
        var target = node.ByField("object")!;
        return Evaluate(target) switch
        {
            Dictionary<string, object?> values => values.TryGetValue(name, out var value) ? value : null,
            DeployedResource resource when name == "name" => resource.Name,
            ModuleScope module when name == "outputs" => module,
            ModuleScope module when target.Type == "member_expression" => module.Output(name),
            var other => new Unknown($"{(other is DeployedResource r ? r.Declaration.Symbol : target.Text)}.{name}"),
        };
    }

    private object? Element(SyntaxNode node) => (Evaluate(node.ByField("object")!), Evaluate(node.ByField("index")!)) switch
    {
        (List<object?> list, long index) when index >= 0 && index < list.Count => list[(int)index],
        (Dictionary<string, object?> values, string key) => values.GetValueOrDefault(key),
        _ => new Unknown(node.Text),
    };

    private Func<object?[], object?> Lambda(SyntaxNode node)
    {
        var parts = node.NamedChildren.ToList();
        var names = parts[0].Type == "identifier" ? [parts[0].Text] : parts[0].NamedChildren.Select(name => name.Text).ToArray();
        return values => names.Zip(values).Aggregate(this, (inner, pair) => inner.With(pair.First, pair.Second)).Evaluate(parts[^1]);
    }

    private object? Call(SyntaxNode node)
    {
        var function = node.ByField("function")!;
        var arguments = node.ByField("arguments")!.NamedChildren.Select(Evaluate).ToList();
        return function.Type == "identifier" && Functions.TryCall(function.Text, arguments, out var result) ? result : new Unknown(node.Text);
    }

    private object? Ternary(SyntaxNode node) => Evaluate(node.ByField("condition")!) switch
    {
        true => Evaluate(node.ByField("consequence")!),
        false => Evaluate(node.ByField("alternative")!),
        _ => new Unknown(node.Text),
    };

    private object? Unary(SyntaxNode node) => (node.ByField("operator")!.Type, Evaluate(node.ByField("argument")!)) switch
    {
        ("!", bool value) => !value,
        ("-", long value) => -value,
        _ => new Unknown(node.Text),
    };

    private object? Binary(SyntaxNode node) => (Evaluate(node.ByField("left")!), node.ByField("operator")!.Type, Evaluate(node.ByField("right")!)) switch
    {
        (long a, ">", long b) => a > b,
        (long a, "/", long b) when b != 0 => a / b,
        (bool a, "&&", bool b) => a && b,
        (bool a, "||", bool b) => a || b,
        (string a, "==", string b) => a == b,
        _ => new Unknown(node.Text),
    };
}
