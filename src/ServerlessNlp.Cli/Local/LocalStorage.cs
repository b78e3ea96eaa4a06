namespace ServerlessNlp.Cli.Local;

/// <summary>Storage that <c>nlp start</c> serves with: its own Azurite, stopped with it, or somebody else's.</summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    private readonly Azurite? _azurite;

    /// <summary>Somebody else's.</summary>
    public LocalStorage(string connectionString) => ConnectionString = connectionString;

    /// <summary>Its own.</summary>
    public LocalStorage(Azurite azurite, string dataFolder)
    {
        _azurite = azurite;
        ConnectionString = azurite.ConnectionString;
        DataFolder = dataFolder;
    }

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>The folder of Azurite's data, or null.</summary>
    public string? DataFolder { get; }

    /// <summary>Starts it, or takes what is there.</summary>
    /// <param name="storage">A connection string, a folder of Azurite's data, or null for what the environment says, else an Azurite of its own.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CliException">It can't be started.</exception>
    public static async Task<LocalStorage> StartAsync(string? storage, CancellationToken cancellationToken)
    {
        if (storage is not null && !StorageConnection.IsFolder(storage))
            return new LocalStorage(storage);
        if (storage is null && StorageConnection.FromEnvironment is { } fromEnvironment)
            return new LocalStorage(fromEnvironment);
        var dataFolder = Path.GetFullPath(storage ?? LocalFolder.Combine("azurite"));
        await Console.Error.WriteLineAsync("starting Azurite, the local storage …");
        return new LocalStorage(await Azurite.StartAsync(dataFolder, cancellationToken), dataFolder);
    }

    public ValueTask DisposeAsync() => _azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
