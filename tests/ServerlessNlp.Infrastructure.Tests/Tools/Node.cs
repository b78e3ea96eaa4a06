using System.Diagnostics;

namespace ServerlessNlp.Infrastructure.Tests.Tools;

/// <summary>Runs the scripts beside this file on Node, with the packages of eng/package.json.</summary>
internal static class Node
{
    /// <summary>Starts a script that ends when its input does; so it ends with this process, whatever happens.</summary>
    public static Process Start(string script, IEnumerable<string> arguments)
    {
        var packages = Repository.PathOf("eng", "node_modules");
        if (!Directory.Exists(packages))
            throw new InvalidOperationException("The npm packages are missing: run `dotnet run eng/prepare.cs`.");
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        start.ArgumentList.Add(Repository.PathOf("tests", "ServerlessNlp.Infrastructure.Tests", "Tools", script));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["NODE_PATH"] = packages;
        return Process.Start(start)!;
    }

    /// <summary>What a script prints.</summary>
    public static string Run(string script, IEnumerable<string> arguments)
    {
        using var process = Start(script, arguments);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{script} failed: {errors.Result}");
    }
}
