#:property PublishAot=false
// Looks whether a published folder is a whole worker: dotnet run eng/check-worker.cs -- FOLDER
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

if (args is not [var folder] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("Usage: dotnet run eng/check-worker.cs -- FOLDER");
    return 2;
}
var mistakes = new List<string>();
foreach (var file in new[] { "host.json", "worker.config.json", "functions.metadata", "extensions.json", ".azurefunctions", "ServerlessNlp.Functions.dll", "ServerlessNlp.Functions.runtimeconfig.json" })
{
    if (!Path.Exists(Path.Combine(folder, file)))
        mistakes.Add($"{file} is missing.");
}
if (!Directory.EnumerateFiles(folder, "libonnxruntime.so", SearchOption.AllDirectories).Any())
    mistakes.Add("libonnxruntime.so is missing.");
foreach (var file in Directory.EnumerateFiles(folder, "local.settings.json", SearchOption.AllDirectories))
    mistakes.Add($"{Path.GetRelativePath(folder, file)} is for this machine alone.");
var source = Path.Combine(SourceFolder(), "..", "src", "ServerlessNlp.Functions");
var inCode = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
    .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\[Function\(""([^""]+)""\)\]"))
    .Select(match => match.Groups[1].Value).Order().ToList();
var metadata = Path.Combine(folder, "functions.metadata");
if (File.Exists(metadata))
{
    var published = JsonDocument.Parse(File.ReadAllText(metadata)).RootElement.EnumerateArray().Select(function => function.GetProperty("name").GetString()!).Order().ToList();
    mistakes.AddRange(inCode.Except(published).Select(name => $"functions.metadata lacks {name}."));
    mistakes.AddRange(published.Except(inCode).Select(name => $"functions.metadata has {name}, which is in no code."));
}
foreach (var mistake in mistakes)
    Console.Error.WriteLine(mistake);
var bytes = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
Console.WriteLine($"{folder}: {inCode.Count} functions, {bytes / 1e6:F1} MB");
return mistakes.Count == 0 ? 0 : 1;

static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
