#:property PublishAot=false
// Prepares a build: the packages of npm (Azurite, and what the tests need).
// Safe to run again: what is done already takes no time.
using System.Diagnostics;
using System.Runtime.CompilerServices;

var root = Path.GetFullPath(Path.Combine(SourceFolder(), ".."));
try
{
    await Preparation.InstallNpmPackages(root);
    return 0;
}
catch (PreparationException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

internal static class Preparation
{
    /// <summary>Installs eng/package.json, unless what is installed was installed from the same file.</summary>
    public static async Task InstallNpmPackages(string root)
    {
        var folder = Path.Combine(root, "eng");
        var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package.json"));
        var marker = Path.Combine(folder, "node_modules", ".installed-package.json");
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker) == wanted)
            return;
        Say("installing the npm packages of eng/package.json (Azurite and what the tests need) …");
        await Run("npm", ["install", "--no-package-lock", "--loglevel=error"], folder, "Node.js with npm is needed (https://nodejs.org); install it and start again.");
        await File.WriteAllTextAsync(marker, wanted);
    }

    private static async Task Run(string program, string[] arguments, string folder, string ifMissing)
    {
        var (code, output) = await Capture(program, arguments, folder, ifMissing);
        if (code != 0)
            throw new PreparationException($"'{program} {arguments[0]}' failed with exit code {code}:\n{output.Trim()}");
    }

    private static async Task<(int Code, string Output)> Capture(string program, string[] arguments, string folder, string ifMissing = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        // `dotnet run` tells its child where its own MSBuild lies; a nested dotnet finds its own.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new PreparationException(ifMissing);
        }
    }

    private static void Say(string text) => Console.Error.WriteLine(text);
}

internal sealed class PreparationException(string message) : Exception(message);
