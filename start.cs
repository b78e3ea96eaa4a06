#:property PublishAot=false
#:property AllowUnsafeBlocks=true
// Builds the command line and the worker, then becomes `nlp start` with the same arguments.
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

var root = SourceFolder();
var environment = Start.BuildEnvironment();
Console.Error.WriteLine("building …");
if (await Start.RunAsync("dotnet", ["build", Path.Combine(root, "eng", "start.slnf"), "-c", "Release", "-v", "quiet", "--nologo", "-clp:ErrorsOnly;NoSummary"], root, environment) is var built and not 0)
    return built;
return await Start.BecomeAsync("dotnet", [Path.Combine(root, "artifacts", "bin", "ServerlessNlp.Cli", "release", "nlp.dll"), "start", .. args], environment);

static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

internal static partial class Start
{
    /// <summary>The environment for a nested dotnet: `dotnet run` tells its child where its own MSBuild lies, which must not reach others.</summary>
    public static Dictionary<string, string?> BuildEnvironment()
    {
        var environment = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => !name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(name => name, Environment.GetEnvironmentVariable);
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        return environment;
    }

    /// <summary>Runs a program to its end; what it prints goes to standard error, since standard output is for `nlp start`.</summary>
    public static async Task<int> RunAsync(string program, string[] arguments, string folder, Dictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        Replace(start.Environment, environment);
        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            Console.Error.WriteLine(line);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Puts a program in this process's place, so that signals reach it without a go-between; where that can't be, runs it.</summary>
    public static async Task<int> BecomeAsync(string program, string[] arguments, Dictionary<string, string?> environment)
    {
        if (!OperatingSystem.IsWindows())
        {
            string?[] argv = [program, .. arguments, null];
            string?[] envp = [.. environment.Select(variable => $"{variable.Key}={variable.Value}"), null];
            // The dotnet that runs this program: three folders above its runtime.
            _ = Execve(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", program)), argv, envp);
        }
        var start = new ProcessStartInfo(program, arguments);
        Replace(start.Environment, environment);
        using var process = Process.Start(start)!;
        // Ctrl+C reaches both; the child decides when to end.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static void Replace(IDictionary<string, string?> target, Dictionary<string, string?> source)
    {
        target.Clear();
        foreach (var (name, value) in source)
            target[name] = value;
    }

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execve(string path, string?[] argv, string?[] envp);
}
