using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ServerlessNlp.Tests.Architecture;

/// <summary>References between projects, and between the folders of one, go one way: docs/architecture.md draws it.</summary>
public sealed partial class DirectionTests
{
    /// <summary>Each project may know those before it that are named beside it, and no others.</summary>
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["ServerlessNlp"] = [],
        ["ServerlessNlp.Documents"] = ["ServerlessNlp"],
        ["ServerlessNlp.Compiler"] = ["ServerlessNlp"],
        ["ServerlessNlp.Service"] = ["ServerlessNlp", "ServerlessNlp.Documents"],
        ["ServerlessNlp.Functions"] = ["ServerlessNlp.Service"],
        ["ServerlessNlp.LocalHost"] = [],
        ["ServerlessNlp.Cli"] = ["ServerlessNlp.Compiler", "ServerlessNlp.LocalHost", "ServerlessNlp.Service"],
    };

    /// <summary>The folders of a project, in an order in which each uses only those before it. What lies beside the folders uses none of them in the engine, all elsewhere.</summary>
    private static readonly Dictionary<string, string[]> Folders = new()
    {
        ["ServerlessNlp"] = ["", "Summarization", "Tokenization", "Models", "Inference", "Tasks"],
        ["ServerlessNlp.Documents"] = ["Charsets", "Batches", "Formats", ""],
        ["ServerlessNlp.Compiler"] = ["Checkpoints", "Configuration", "Onnx", "Networks", "Architectures", "Sentences", "Heads", "Agreement", "Quantization", "Packaging", "Shrinking", "OnnxImport", "RawTensors", ""],
        ["ServerlessNlp.LocalHost"] = ["Rpc", "Workers", "Http", "Queues", ""],
    };

    [Fact]
    public void A_project_refers_only_to_those_that_it_may_know()
    {
        var found = Directory.GetDirectories(Repository.PathOf("src")).ToDictionary(
            folder => Path.GetFileName(folder),
            folder => XDocument.Load(Path.Combine(folder, Path.GetFileName(folder) + ".csproj"))
                .Descendants("ProjectReference")
                .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
                .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)).Order().ToArray());

        Assert.Equal(Projects.Keys.Order(), found.Keys.Order());
        Assert.All(found, project => Assert.Subset(Projects[project.Key].ToHashSet(), project.Value.ToHashSet()));
    }

    [Theory]
    [InlineData("ServerlessNlp")]
    [InlineData("ServerlessNlp.Documents")]
    [InlineData("ServerlessNlp.Compiler")]
    [InlineData("ServerlessNlp.LocalHost")]
    public void A_folder_uses_only_those_before_it(string project)
    {
        var order = Folders[project];
        var root = Repository.PathOf("src", project);
        var uses = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => UsesOf(project, file).Select(used => (File: Path.GetRelativePath(root, file), Folder: TopFolder(root, file), Used: used)))
            .ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.True(order.Contains(use.Folder) && order.Contains(use.Used), $"{use.File}: {use.Folder} or {use.Used} is not in the order of {project}."));
        Assert.Empty(uses.Where(use => Array.IndexOf(order, use.Used) > Array.IndexOf(order, use.Folder)).Select(use => $"{use.File} uses {use.Used}"));
    }

    [Fact]
    public void A_namespace_is_where_its_file_lies()
    {
        var astray = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => NamespaceOf().Match(File.ReadAllText(file)) is { Success: true } match
                && match.Groups[1].Value != Path.GetRelativePath(Repository.PathOf("src"), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.'))
            .Select(file => Path.GetRelativePath(Repository.PathOf("src"), file));

        Assert.Empty(astray);
    }

    [Fact]
    public void What_the_page_about_the_architecture_names_is_there()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "architecture.md"));
        var named = PathIn().Matches(page).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count > 20, "The page names too few places to be of use.");
        Assert.DoesNotContain(named, path => !Path.Exists(Repository.PathOf(path.Split('/'))));
    }

    private static IEnumerable<string> UsesOf(string project, string file) =>
        UsingOf().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
            .Where(name => name.StartsWith(project + ".", StringComparison.Ordinal))
            .Select(name => name[(project.Length + 1)..].Split('.')[0])
            .Where(folder => Directory.Exists(Repository.PathOf("src", project, folder)));

    private static string TopFolder(string root, string file)
    {
        var parts = Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar);
        return parts.Length > 1 ? parts[0] : "";
    }

    [GeneratedRegex(@"^using (?:static |\w+ = )?([\w.]+)(?:<.*>)?;", RegexOptions.Multiline)]
    private static partial Regex UsingOf();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceOf();

    [GeneratedRegex(@"`((?:src|tests|docs|models|infra|bench|training)/[\w./-]+)`")]
    private static partial Regex PathIn();
}
