using System.Globalization;

namespace ServerlessNlp.Cli.Local;

/// <summary>The process that started this one.</summary>
internal static class ParentProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Completes when the `dotnet run` that started this process is gone: killed, it can't pass that on. Never completes
    /// where anything else started it, so that a server left running by a closed shell goes on.
    /// </summary>
    public static async Task WaitForLauncherToEndAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || !IsDotnet(GetParentId()))
            await Task.Delay(Timeout.Infinite, cancellationToken);
        for (var parent = GetParentId(); GetParentId() == parent;)
            await Task.Delay(Interval, cancellationToken);
    }

    private static bool IsDotnet(int process)
    {
        var name = $"/proc/{process}/comm";
        return File.Exists(name) && File.ReadAllText(name).Trim() == "dotnet";
    }

    private static int GetParentId() => int.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal)).AsSpan("PPid:".Length),
        NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
}
