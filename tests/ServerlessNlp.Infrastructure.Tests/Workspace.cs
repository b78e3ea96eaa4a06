using System.Text.Json;
using ServerlessNlp.Infrastructure.Tests.Bicep;
using ServerlessNlp.Infrastructure.Tests.Workflows;

namespace ServerlessNlp.Infrastructure.Tests;

/// <summary>What the linter looks at: a checkout, or a copy of one with a mistake planted in it.</summary>
internal sealed class Workspace
{
    private readonly string _root;

    public Workspace(string root)
    {
        _root = root;
        Files = BicepParser.ParseFolder(PathOf("infra"));
        Resources = [.. ModuleScope.Of(Files, "main.bicep").Resources()];
        Host = JsonDocument.Parse(Read("host.json")).RootElement;
        Workflows = [.. Directory.EnumerateFiles(PathOf(".github/workflows"), "*.yml").Order().Select(WorkflowFile.Load)];
        Code = new CodeNames(SourceOf("src/ServerlessNlp.Functions"), SourceOf("src/ServerlessNlp.Service"));
    }

    /// <summary>The files under infra/, by their path from there.</summary>
    public IReadOnlyDictionary<string, BicepFile> Files { get; }

    /// <summary>Every resource that main.bicep deploys or refers to.</summary>
    public IReadOnlyList<DeployedResource> Resources { get; }

    public JsonElement Host { get; }

    public IReadOnlyList<WorkflowFile> Workflows { get; }

    public CodeNames Code { get; }

    public IEnumerable<DeployedResource> Deployed(string type) => Resources.Where(r => !r.Declaration.IsExisting && r.Type == type);

    /// <summary>The app settings, as they would be set.</summary>
    public IReadOnlyDictionary<string, object?> AppSettings =>
        Deployed("Microsoft.Web/sites/config").Where(config => config.Name == "appsettings").Select(config => config["properties"]).OfType<Dictionary<string, object?>>().FirstOrDefault()
        ?? [];

    public string PathOf(string path) => Path.Combine(_root, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    private string SourceOf(string folder) =>
        string.Join('\n', Directory.EnumerateFiles(PathOf(folder), "*.cs", SearchOption.AllDirectories).Order().Select(File.ReadAllText));
}
