namespace ServerlessNlp.Cli.Submission;

/// <summary>The files that a command line names.</summary>
internal static class InputFiles
{
    // What systems and programs leave beside documents.
    private static readonly HashSet<string> Leftovers = new(StringComparer.OrdinalIgnoreCase) { ".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini", ".localized" };
    private static readonly string[] LeftoverStarts = ["~$", "._", ".~lock."];

    /// <summary>Files as they are, folders with all that's below them.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="leaveOut">Told of each file that is no document, but what a system or a program has left there.</param>
    /// <exception cref="CliException">A path is not there, or there are no files.</exception>
    public static IReadOnlyList<InputFile> Find(IEnumerable<string> paths, Action<InputFile> leaveOut)
    {
        var files = paths.SelectMany(Expand).DistinctBy(file => file.Name).ToLookup(IsLeftover);
        foreach (var leftover in files[true])
            leaveOut(leftover);
        var documents = files[false].ToList();
        return documents.Count > 0 ? documents : throw new CliException("There are no files in what was named.");
    }

    private static bool IsLeftover(InputFile file)
    {
        var name = Path.GetFileName(file.Name);
        return Leftovers.Contains(name) || LeftoverStarts.Any(start => name.StartsWith(start, StringComparison.Ordinal)) || file.Name.Split('/').Contains("__MACOSX");
    }

    private static IEnumerable<InputFile> Expand(string path)
    {
        if (File.Exists(path))
            return [new InputFile(path, Path.GetFileName(path))];
        if (!Directory.Exists(path))
            throw new CliException($"There is no file or folder {path}.");
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => new InputFile(file, Path.GetRelativePath(path, file).Replace('\\', '/')));
    }
}
