using System.Collections.Concurrent;
using System.Text.Json;
using ServerlessNlp.Infrastructure.Tests.Bicep;
using ServerlessNlp.Infrastructure.Tests.Workflows;

namespace ServerlessNlp.Infrastructure.Tests;

/// <summary>What the linter looks at: a checkout, or a copy of one with a mistake planted in it.</summary>
internal sealed class Workspace
{
    private const string Parameters = "infra/main.bicepparam";
    private const string Everything = "tests/ServerlessNlp.Infrastructure.Tests/everything.bicepparam";

    // Mistakes are mostly planted elsewhere than in infra/: what is compiled already is not compiled again.
    private static readonly ConcurrentDictionary<string, Lazy<Compilation>> Compilations = new();
    private static readonly ConcurrentDictionary<string, Lazy<string>> Predictions = new();

    private readonly string _root;
    private readonly Lazy<Compilation> _compilation;
    private readonly Lazy<IReadOnlyList<DeployedResource>> _resources;

    public Workspace(string root)
    {
        _root = root;
        Host = JsonDocument.Parse(Read("host.json")).RootElement;
        Workflows = [.. Directory.EnumerateFiles(PathOf(".github/workflows"), "*.yml").Order().Select(WorkflowFile.Load)];
        Code = new CodeNames(SourceOf("src/ServerlessNlp.Functions"), SourceOf("src/ServerlessNlp.Service"));
        _compilation = new(() => Once(Compilations, BicepCompiler.Compile, Parameters));
        _resources = new(() => [.. JsonDocument.Parse(Once(Predictions, BicepCompiler.Predict, Everything)).RootElement.GetProperty("predictedResources").EnumerateArray().Select(body => new DeployedResource(body))]);
    }

    /// <summary>What the compiler says of infra/main.bicepparam, main.bicep and its modules.</summary>
    public Compilation Compilation => _compilation.Value;

    /// <summary>The compiled main.bicep, with its modules in it.</summary>
    public JsonElement Template => JsonDocument.Parse(Compilation.Template ?? throw new InvalidOperationException("infra/main.bicep does not compile.")).RootElement;

    /// <summary>Every resource that main.bicep can deploy.</summary>
    public IReadOnlyList<DeployedResource> Resources => _resources.Value;

    public JsonElement Host { get; }

    public IReadOnlyList<WorkflowFile> Workflows { get; }

    public CodeNames Code { get; }

    public IEnumerable<DeployedResource> Deployed(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>The app settings, as they would be set.</summary>
    public IReadOnlyDictionary<string, string> AppSettings =>
        Deployed("Microsoft.Web/sites/config").Where(config => config.Name == "appsettings")
            .SelectMany(config => config["properties"]!.Value.EnumerateObject())
            .ToDictionary(setting => setting.Name, setting => setting.Value.ToString());

    /// <summary>The queues that the app works off: all but the one that tells others, which is theirs to read.</summary>
    public IReadOnlyList<DeployedResource> WorkQueues =>
        [.. Deployed("Microsoft.Storage/storageAccounts/queueServices/queues").Where(queue => queue.Name != AppSettings.GetValueOrDefault("Nlp__CompletionQueue"))];

    public string PathOf(string path) => Path.Combine(_root, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    private T Once<T>(ConcurrentDictionary<string, Lazy<T>> cache, Func<string, T> compile, string file) =>
        cache.GetOrAdd(SourceOf("infra", "*bicep*") + Read(Everything), _ => new(() => compile(PathOf(file)))).Value;

    private string SourceOf(string folder, string files = "*.cs") =>
        string.Join('\n', Directory.EnumerateFiles(PathOf(folder), files, SearchOption.AllDirectories).Order().Select(File.ReadAllText));
}
