#:property PublishAot=false
// Runs every test: builds the checkout, runs the test projects, and prints `N passed, N failed` last.
// Arguments go to `dotnet test`, such as --filter.
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

var root = SourceFolder();
var results = Path.Combine(root, "artifacts", "test-results");
if (Directory.Exists(results))
    Directory.Delete(results, recursive: true);

var exitCode = await Run("dotnet", "build", Path.Combine(root, "ServerlessNlp.sln"), "-c", "Release", "-v", "quiet", "--nologo");
if (exitCode == 0)
    exitCode = await Run("dotnet", ["test", Path.Combine(root, "ServerlessNlp.sln"), "-c", "Release", "--no-build", "--nologo", "-m:1",
        "--logger", "trx", "--logger", "console;verbosity=normal", "--results-directory", results, .. args]);

var outcomes = Directory.Exists(results)
    ? Directory.EnumerateFiles(results, "*.trx").Select(file => XDocument.Load(file).Descendants().Single(element => element.Name.LocalName == "Counters")).ToList()
    : [];
int Sum(string counter) => outcomes.Sum(counters => (int)counters.Attribute(counter)!);
var skipped = Sum("total") - Sum("executed");
// A build that fails, or a run that dies, is a failure although no test reports one.
var failed = Math.Max(Sum("failed") + Sum("error") + Sum("timeout") + Sum("aborted"), exitCode == 0 ? 0 : 1);
Console.WriteLine($"{Sum("passed")} passed, {failed} failed{(skipped > 0 ? $", {skipped} skipped" : "")}");
return failed == 0 ? 0 : 1;

static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

static async Task<int> Run(string program, params string[] arguments)
{
    var start = new ProcessStartInfo(program, arguments) { Environment = { ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" } };
    // `dotnet run` tells its child where its own MSBuild lies; a nested dotnet finds its own.
    foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        start.Environment.Remove(name);
    using var process = Process.Start(start)!;
    await process.WaitForExitAsync();
    return process.ExitCode;
}
