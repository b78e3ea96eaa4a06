namespace ServerlessNlp.Cli.Submission;

/// <summary>The files that a command line names.</summary>
internal static class InputFiles
{
    /// <summary>Files as they are, folders with all that's below them.</summary>
    /// <exception cref="CliException">A path is not there, or there are no files.</exception>
    public static IReadOnlyList<InputFile> Find(IEnumerable<string> paths)
    {
        var files = paths.SelectMany(Expand).DistinctBy(file => file.Name).ToList();
        return files.Count > 0 ? files : throw new CliException("There are no files in what was named.");
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
