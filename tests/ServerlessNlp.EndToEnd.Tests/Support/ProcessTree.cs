using System.Diagnostics;

namespace ServerlessNlp.EndToEnd.Tests.Support;

/// <summary>Who started whom, as /proc tells it.</summary>
internal static class ProcessTree
{
    /// <summary>The children of a process with a part of their command line.</summary>
    public static IReadOnlyList<Process> Children(int parent, string commandPart) =>
        [.. ReadAll(Path.Combine("/proc", $"{parent}", "task"), "children")
            .SelectMany(ids => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse)
            .Where(id => Read($"/proc/{id}/cmdline").Contains(commandPart, StringComparison.Ordinal))
            .SelectMany(Find)];

    // A thread's children are its own.
    private static IEnumerable<string> ReadAll(string folder, string file) =>
        Directory.Exists(folder) ? Directory.GetDirectories(folder).Select(thread => Read(Path.Combine(thread, file))) : [];

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }

    private static IEnumerable<Process> Find(int id)
    {
        try
        {
            return [Process.GetProcessById(id)];
        }
        catch (ArgumentException)
        {
            // It has ended meanwhile.
            return [];
        }
    }
}
