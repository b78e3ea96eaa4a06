using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Tests.Support;

/// <summary>One Azurite for the tests of this assembly; each has containers and queues of its own by its own names.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("azurite-");
    private AzuriteServer _server = null!;

    internal string ConnectionString => _server.ConnectionString;

    public async Task InitializeAsync()
    {
        _server = await AzuriteServer.StartAsync(_folder.FullName);
        await using var services = Services();
        await services.GetRequiredService<StorageClients>().CreateMissingAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The services of an application of its own on this storage.</summary>
    internal ServiceProvider Services(TimeProvider? time = null, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["DocumentStorage"] = ConnectionString })
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(time ?? TimeProvider.System)
            .AddLogging()
            .AddServerlessNlp()
            .BuildServiceProvider();
    }
}

[CollectionDefinition(Name)]
public sealed class SharedStorage : ICollectionFixture<StorageFixture>
{
    public const string Name = "shared storage";
}
