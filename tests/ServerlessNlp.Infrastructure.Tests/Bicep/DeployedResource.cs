using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>A resource as it would be deployed. What only Azure knows is an expression in brackets, such as <c>[reference(…).clientId]</c>.</summary>
internal sealed partial record DeployedResource(JsonElement Body)
{
    public string Id => Text("id")!;

    public string Type => Text("type")!;

    /// <summary>Its own name, without those of its parents.</summary>
    public string Name => Text("name")!.Split('/')[^1];

    /// <summary>The id of what an extension, such as a grant, is on; null where that is the whole resource group.</summary>
    public string? Scope => Extended().Match(Id) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The value under a path of properties, such as <c>properties.siteConfig.minTlsVersion</c>; null if there's none.</summary>
    public JsonElement? this[string path] =>
        path.Split('.').Aggregate((JsonElement?)Body, (value, key) => value is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(key, out var child) ? child : null);

    /// <summary>The value under a path as text: <c>True</c>, a number, a string or an expression; null if there's none.</summary>
    public string? Text(string path) => this[path]?.ToString();

    public override string ToString() => $"{Type} {Text("name")}";

    // An id is an expression where a part of it is.
    [GeneratedRegex(@"^(?:\[extensionResourceId\(')?(/subscriptions/[\w-]+/resourceGroups/[\w-]+/providers/.+?)(?:/providers/|', ')[\w.]+/\w+")]
    private static partial Regex Extended();
}
