namespace ServerlessNlp.Models;

/// <summary>
/// The grammar of model names and versions: <c>^[a-z0-9][a-z0-9._-]{0,63}$</c> without "..".
/// What matches is safe as a blob name, a file name and a part of a URL.
/// </summary>
public static class ModelName
{
    /// <summary>The longest name or version, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether the text is a valid model name or version.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxLength || !IsLetterOrDigit(name[0]))
            return false;

        foreach (var c in name)
        {
            if (!IsLetterOrDigit(c) && c is not ('.' or '_' or '-'))
                return false;
        }
        return name.IndexOf("..", StringComparison.Ordinal) < 0;
    }

    private static bool IsLetterOrDigit(char c) => c is >= 'a' and <= 'z' or >= '0' and <= '9';
}

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
