using System.Diagnostics;

namespace ServerlessNlp.EndToEnd.Tests.Support;

/// <summary>Runs the program `nlp` as a process.</summary>
internal static class NlpProgram
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static readonly string Assembly = Repository.PathOf("artifacts", "bin", "ServerlessNlp.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "nlp.dll");

    /// <summary>Starts it.</summary>
    public static Process Start(IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        start.Environment.Remove("AzureWebJobsStorage");
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramOutput> RunAsync(IEnumerable<string> arguments, string input = "", IEnumerable<KeyValuePair<string, string>>? environment = null, string? folder = null, TimeSpan? within = null)
    {
        using var process = Start(arguments, environment, folder);
        using var deadline = new CancellationTokenSource(within ?? Deadline);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(deadline.Token);
        return new ProgramOutput(process.ExitCode, await output, await error);
    }
}
