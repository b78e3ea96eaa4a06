namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>A resource as it would be deployed, with its loops unrolled and its expressions evaluated as far as they can be here.</summary>
internal sealed class DeployedResource(BicepFile file, BicepResource declaration, Func<object?> evaluate)
{
    private readonly Lazy<Dictionary<string, object?>> _body = new(() => evaluate() as Dictionary<string, object?> ?? []);

    public BicepFile File { get; } = file;

    public BicepResource Declaration { get; } = declaration;

    public string Type => Declaration.Type;

    public IReadOnlyDictionary<string, object?> Body => _body.Value;

    public string Name => Body.GetValueOrDefault("name")?.ToString() ?? "";

    public DeployedResource? Parent => Body.GetValueOrDefault("parent") as DeployedResource;

    /// <summary>The value under a path of properties, such as <c>properties.siteConfig.minTlsVersion</c>; null if there's none.</summary>
    public object? this[string path] =>
        path.Split('.').Aggregate((object?)Body, (value, key) => (value as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(key));

    public override string ToString() => $"{{{Declaration.Symbol}}}";
}
