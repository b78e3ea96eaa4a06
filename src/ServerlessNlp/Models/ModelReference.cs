namespace ServerlessNlp.Models;

/// <summary>A model as a caller names it: <c>name</c>, whose current version is meant, or <c>name@version</c>.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Version">The version, or null for the current one.</param>
public sealed record ModelReference(string Name, string? Version = null)
{
    /// <summary>Reads <c>name</c> or <c>name@version</c>; false where either part breaks the grammar of <see cref="ModelName"/>.</summary>
    public static bool TryParse(string? text, out ModelReference reference)
    {
        var (name, version) = text?.IndexOf('@') is int at and >= 0 ? (text[..at], text[(at + 1)..]) : (text ?? "", null);
        reference = new ModelReference(name, version);
        return ModelName.IsValid(name) && (version is null || ModelName.IsValid(version));
    }

    /// <inheritdoc/>
    public override string ToString() => Version is null ? Name : $"{Name}@{Version}";
}
