namespace ServerlessNlp.Cli.Local;

/// <summary>Where the worker lies that <c>nlp start</c> runs.</summary>
internal static class WorkerFolder
{
    private const string Project = "ServerlessNlp.Functions";

    /// <summary>Finds it: beside this program where both were installed, or where the checkout's build puts it.</summary>
    /// <exception cref="CliException">It is in neither place.</exception>
    public static string Find()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string[] places =
        [
            Path.Combine(AppContext.BaseDirectory, "worker"),
            Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", Project, configuration)),
        ];
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, "worker.config.json")))
            ?? throw new CliException($"The worker is not built. Run `dotnet build src/{Project} -c Release`, or name the folder of a published one with --worker.");
    }
}
