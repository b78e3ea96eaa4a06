using System.Text.RegularExpressions;

namespace ServerlessNlp.Infrastructure.Tests;

/// <summary>Names of settings, connections, queues and functions as they stand in manifests, examples and documentation.</summary>
internal sealed partial class SharedNames(Workspace workspace)
{
    private static readonly string[] Places = ["local.settings.json.example", "Dockerfile", "README.md", "docs", "infra/kubernetes", ".github/workflows"];

    public IEnumerable<(string File, int Line, string Name)> Unknown() =>
        from file in Places.SelectMany(Files)
        from line in File.ReadLines(workspace.PathOf(file)).Select((text, i) => (Text: text, Number: i + 1))
        from name in UnknownIn(line.Text)
        select (file, line.Number, name);

    private IEnumerable<string> UnknownIn(string line) =>
    [
        .. Setting().Matches(line).Select(match => match.Groups[1].Value).Where(name => !workspace.Code.Settings.Contains(name)).Select(name => "Nlp__" + name),
        .. Connection().Matches(line).Select(match => match.Groups[1].Value).Where(name => name != "AzureWebJobsStorage" && !workspace.Code.Connections.Contains(name)),
        .. Queue().Matches(line).Select(match => match.Groups[1].Value).Where(name => !workspace.Code.Queues.Contains(name.Replace("-poison", "", StringComparison.Ordinal))),
    ];

    private IEnumerable<string> Files(string place)
    {
        var path = workspace.PathOf(place);
        if (!Directory.Exists(path))
            return File.Exists(path) ? [place] : [];
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(workspace.PathOf(""), file)).Order();
    }

    [GeneratedRegex(@"\bNlp(?:__|:)(\w+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\b(\w+)__(?:accountName|blobServiceUri|queueServiceUri|credential|clientId)\b")]
    private static partial Regex Connection();

    [GeneratedRegex(@"(?:queueName: |--queue-name )""?([\w-]+)")]
    private static partial Regex Queue();
}
