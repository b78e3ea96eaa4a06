namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>A file in use: its symbols, evaluated when they are first asked for.</summary>
internal sealed class ModuleScope(IReadOnlyDictionary<string, BicepFile> files, BicepFile file, Func<string, (bool IsGiven, object? Value)> arguments)
{
    private readonly Dictionary<string, object?> _values = [];

    public BicepFile File { get; } = file;

    /// <summary>The file itself, with its parameters at their defaults.</summary>
    public static ModuleScope Of(IReadOnlyDictionary<string, BicepFile> files, string path) => new(files, files[path], _ => (false, null));

    /// <summary>Every resource of this file and of the modules that it uses, whatever condition it stands under.</summary>
    public IEnumerable<DeployedResource> Resources() =>
        File.Resources.SelectMany(resource => AsList(this[resource.Symbol]).OfType<DeployedResource>())
            .Concat(File.Modules.Where(module => files.ContainsKey(module.Path)).SelectMany(module => ((ModuleScope)this[module.Symbol]!).Resources()));

    public object? Output(string name) =>
        File.Outputs.TryGetValue(name, out var node) ? new Evaluator(this).Evaluate(node) : new Unknown(name);

    /// <summary>The value of a symbol: a resource or a list of them, a module's scope, or a value.</summary>
    public object? this[string symbol]
    {
        get
        {
            if (!_values.TryGetValue(symbol, out var value))
            {
                _values[symbol] = new Unknown(symbol); // What a circle ends in.
                _values[symbol] = value = Evaluate(symbol);
            }
            return value;
        }
    }

    private object? Evaluate(string symbol)
    {
        var evaluator = new Evaluator(this);
        if (File.Parameters.TryGetValue(symbol, out var parameter))
            return arguments(symbol) is { IsGiven: true } given ? given.Value : parameter.Default is { } node ? evaluator.Evaluate(node) : new Unknown(symbol);
        if (File.Variables.TryGetValue(symbol, out var variable))
            return evaluator.Evaluate(variable);
        if (File.Resources.FirstOrDefault(resource => resource.Symbol == symbol) is { } declared)
            return evaluator.Unroll(declared.Body, (body, inner) => new DeployedResource(File, declared, () => inner.Evaluate(body)));
        if (File.Modules.FirstOrDefault(module => module.Symbol == symbol) is { } used && files.TryGetValue(used.Path, out var target))
            return new ModuleScope(files, target, Arguments(evaluator, used));
        if (File.Imports.FirstOrDefault(import => import.Symbol == symbol) is { } imported && files.ContainsKey(imported.Path))
            return Of(files, imported.Path)[symbol];
        return new Unknown(symbol);
    }

    private static Func<string, (bool, object?)> Arguments(Evaluator evaluator, BicepModule module)
    {
        var body = new Lazy<object?>(() => evaluator.Evaluate(module.Body));
        return name => body.Value is Dictionary<string, object?> values && values.GetValueOrDefault("params") is Dictionary<string, object?> given && given.TryGetValue(name, out var value)
            ? (true, value)
            : (false, null);
    }

    private static IEnumerable<object?> AsList(object? value) => value is List<object?> list ? list : [value];
}
