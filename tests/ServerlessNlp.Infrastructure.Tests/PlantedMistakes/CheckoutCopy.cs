namespace ServerlessNlp.Infrastructure.Tests.PlantedMistakes;

/// <summary>A copy of what the linter looks at, in a temporary folder, to plant a mistake in.</summary>
internal sealed class CheckoutCopy : IDisposable
{
    private static readonly string[] Parts =
    [
        "infra", ".github", "docs", "src/ServerlessNlp.Functions", "src/ServerlessNlp.Service", "tests/ServerlessNlp.Infrastructure.Tests/everything.bicepparam",
        "host.json", "Dockerfile", "Directory.Build.props", "local.settings.json.example", "README.md",
    ];

    public CheckoutCopy()
    {
        foreach (var file in Parts.SelectMany(FilesOf))
        {
            var target = Path.Combine(Root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.PathOf(file), target);
        }
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("infrastructure-").FullName;

    /// <summary>Replaces the first of what must be there.</summary>
    public void Plant(string file, string right, string wrong)
    {
        var path = Path.Combine(Root, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} has no: {right}");
        File.WriteAllText(path, text[..at] + wrong + text[(at + right.Length)..]);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static IEnumerable<string> FilesOf(string part)
    {
        var path = Repository.PathOf(part);
        if (!Directory.Exists(path))
            return File.Exists(path) ? [part] : [];
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file));
    }
}
