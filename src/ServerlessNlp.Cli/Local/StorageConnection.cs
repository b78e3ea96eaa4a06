using System.Text.RegularExpressions;

namespace ServerlessNlp.Cli.Local;

/// <summary>The storage that commands work with: what they are told, what the environment says, or what <c>nlp start</c> left.</summary>
internal static partial class StorageConnection
{
    private const string EnvironmentVariable = "AzureWebJobsStorage";
    private const string FileName = "storage";

    /// <summary>What the environment says, or null.</summary>
    public static string? FromEnvironment => Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } value ? value : null;

    /// <summary>Whether the text names a folder of Azurite's data and is no connection string.</summary>
    public static bool IsFolder(string storage) => !storage.Contains('=') || Directory.Exists(storage);

    /// <summary>Finds the connection string for a command that talks to storage.</summary>
    /// <param name="storage">What <c>--storage</c> says, or null.</param>
    /// <exception cref="CliException">None is known.</exception>
    public static string Find(string? storage)
    {
        if (storage is not null && !IsFolder(storage))
            return storage;
        if (storage is null && FromEnvironment is { } fromEnvironment)
            return fromEnvironment;
        var file = storage is null ? LocalFolder.Combine(FileName) : Path.Combine(storage, FileName);
        return File.Exists(file)
            ? File.ReadAllText(file).Trim()
            : throw new CliException("No storage is known. Start one with `nlp start`, or name one with --storage.");
    }

    /// <summary>The settings of a named connection.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="connectionString">A connection string; <c>AccountName=NAME</c> alone is an account that is entered without a key, as who one is.</param>
    public static Dictionary<string, string?> Settings(string name, string connectionString) => AccountAlone().Match(connectionString) is { Success: true } account
        ? new() { [$"{name}:accountName"] = account.Groups[1].Value }
        : new() { [name] = connectionString };

    /// <summary>Keeps the connection string where other commands find it.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="dataFolder">Azurite's data folder, or null where the storage is somebody else's.</param>
    public static void Keep(string connectionString, string? dataFolder)
    {
        foreach (var folder in new[] { LocalFolder.Path, dataFolder }.OfType<string>())
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, FileName);
            File.WriteAllText(file, connectionString + "\n");
            // It holds a key.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [GeneratedRegex("^AccountName=([a-z0-9]{3,24});?$")]
    private static partial Regex AccountAlone();
}
