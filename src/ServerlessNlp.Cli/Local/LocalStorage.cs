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

    public string ConnectionString { get; }

    /// <summary>The folder of Azurite's data, or null.</summary>
    public string? DataFolder { get; }

    public ValueTask DisposeAsync() => _azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
