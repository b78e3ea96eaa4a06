#:property PublishAot=false
// Prepares a build: the packages of npm, and what stands in for NuGet packages that the registry lacks (eng/mirror/README.md).
// Safe to run again: what is done already takes no time.
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

var root = Path.GetFullPath(Path.Combine(SourceFolder(), ".."));
try
{
    await Preparation.InstallNpmPackages(root);
    await Preparation.PrepareNuGet(root);
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
    private const string OnnxRuntimePackage = "com.github.asus4.onnxruntime@0.4.9";
    private const string OnnxRuntimeSha512 = "BkzxduSZ9IkeDP6Q8lz2TFU2ie7hSSvS7ZIfzMooExoq0CNzJnuuGaUJ7IsojBgqO4ouD1jXah8OYyJbCN29Fg==";

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

    /// <summary>Makes the packages that this registry lacks, if it lacks any.</summary>
    public static async Task PrepareNuGet(string root)
    {
        var mirror = Path.Combine(root, ".local", "mirror");
        var complete = Path.Combine(mirror, "registry-is-complete");
        if (Directory.Exists(Path.Combine(mirror, "feed")) || File.Exists(complete))
            return;
        CreateFolder(mirror);
        Say("asking the NuGet registry for the packages …");
        var (code, output) = await Capture("dotnet", ["restore", Path.Combine(root, "ServerlessNlp.sln")], root);
        if (code == 0)
            await File.WriteAllTextAsync(complete, "");
        else if (IsPackageMissing(output))
            await PackOnnxRuntime(root, mirror);
        else
            throw new PreparationException($"The packages could not be restored:\n{output.Trim()}");
    }

    // NU1101: no such package; NU1102: no such version; NU1103: only previews; NU1202: a version too old for the framework.
    private static bool IsPackageMissing(string output) =>
        new[] { "NU1101", "NU1102", "NU1103", "NU1202", "NU1603" }.Any(output.Contains);

    private static async Task PackOnnxRuntime(string root, string mirror)
    {
        Say("the registry lacks some packages: making them (once; eng/mirror/README.md tells how) …");
        var work = Path.Combine(mirror, "onnxruntime");
        CreateFolder(work);
        Say("  downloading ONNX Runtime from npm (about 150 MB) …");
        await Run("npm", ["pack", OnnxRuntimePackage, "--loglevel=error"], work, "Node.js with npm is needed (https://nodejs.org); install it and start again.");
        var archive = Directory.GetFiles(work, "*.tgz").Single();
        await Verify(archive);
        Say("  unpacking …");
        await Run("tar", ["xzf", archive, "package/Runtime", "package/Plugins/Linux", "package/LICENSE", "package/ThirdPartyNotices.txt"], work, "tar is needed; install it and start again.");
        File.Delete(archive);
        Say("  compiling and packing …");
        var feed = Path.Combine(mirror, "feed.partial");
        await Run("dotnet",
            ["pack", Path.Combine(root, "eng", "mirror", "OnnxRuntime"), "-c", "Release", "-o", feed, "-v", "quiet", "--nologo",
             $"-p:OnnxRuntimeSource={Path.Combine(work, "package")}"], root, "The .NET SDK is needed.");
        // The folder's name is what switches the build over, so it appears only once it is complete.
        Directory.Move(feed, Path.Combine(mirror, "feed"));
        Directory.Delete(work, recursive: true);
    }

    private static async Task Verify(string archive)
    {
        await using var stream = File.OpenRead(archive);
        if (Convert.ToBase64String(await SHA512.HashDataAsync(stream)) != OnnxRuntimeSha512)
            throw new PreparationException($"{OnnxRuntimePackage} is not the package that this project was tested with (its SHA-512 differs).");
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new PreparationException($"{folder} cannot be written: {e.Message}");
        }
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
