namespace ServerlessNlp.Cli.Local;

/// <summary>The folder <c>.local</c>: what this machine keeps for a checkout (storage data, the connection in use).</summary>
internal static class LocalFolder
{
    private const string Solution = "ServerlessNlp.sln";

    /// <summary>The checkout that this program was built in, or null where it was installed by itself.</summary>
    public static string? Repository { get; } = Ancestors(AppContext.BaseDirectory).FirstOrDefault(folder => File.Exists(System.IO.Path.Combine(folder, Solution)));

    /// <summary>The folder: in the checkout, else in the current directory.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Repository ?? Environment.CurrentDirectory, ".local");

    /// <summary>A path in the folder.</summary>
    public static string Combine(string name) => System.IO.Path.Combine(Path, name);

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
            yield return current.FullName;
    }
}
