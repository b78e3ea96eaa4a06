using System.Diagnostics;
using System.Text;

namespace ServerlessNlp.Infrastructure.Tests.Tools;

/// <summary>Runs the scripts beside this file on Node, with the packages of eng/package.json.</summary>
internal static class Node
{
    /// <summary>What a script prints.</summary>
    public static string Run(string script, IEnumerable<string> arguments)
    {
        var packages = Repository.PathOf("eng", "node_modules");
        if (!Directory.Exists(packages))
            throw new InvalidOperationException("The npm packages are not there: they come with a build.");
        var start = new ProcessStartInfo("node", [Repository.PathOf("tests", "ServerlessNlp.Infrastructure.Tests", "Tools", script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["NODE_PATH"] = packages },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{script} failed: {errors.Result}");
    }
}
