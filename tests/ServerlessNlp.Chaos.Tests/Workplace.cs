using ServerlessNlp.Chaos.Tests.Processes;

namespace ServerlessNlp.Chaos.Tests;

/// <summary>The folder of a run, with storage on it: data, logs, and the one model that the workers publish.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private Workplace(string folder, Azurite storage)
    {
        Folder = folder;
        Storage = storage;
    }

    public string Folder { get; }

    public Azurite Storage { get; }

    public static async Task<Workplace> CreateAsync(string folder)
    {
        await PublishedWorker.PublishAsync();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(Path.Combine(folder, "models"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "models", "sentiment"), Repository.PathOf("models", "sentiment"));
        return new Workplace(folder, await Azurite.StartAsync(Path.Combine(folder, "storage")));
    }

    public ValueTask DisposeAsync() => Storage.DisposeAsync();
}
