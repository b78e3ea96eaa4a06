using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ServerlessNlp.Chaos.Tests.Processes;

/// <summary>The worker as it is deployed: published for this machine, compiled ahead of time.</summary>
internal static class PublishedWorker
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private static readonly Lazy<Task> Publishing = new(PublishOnceAsync);

    /// <summary>Where it lies.</summary>
    public static string Folder { get; } = Repository.PathOf("artifacts", "chaos", "worker");

    /// <summary>Publishes it, once for all runs.</summary>
    public static Task PublishAsync() => Publishing.Value;

    private static async Task PublishOnceAsync()
    {
        string[] arguments =
            ["publish", Repository.PathOf("src", "ServerlessNlp.Functions"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", Folder, "-v", "quiet", "--nologo"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        using var deadline = new CancellationTokenSource(Deadline);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, output);
    }
}
