namespace ServerlessNlp.EndToEnd.Tests.Support;

/// <summary>One server for the tests that leave it as they found it.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    internal const string CompletionQueue = "completed-jobs";

    internal NlpServer Server { get; private set; } = null!;

    internal TestStorage Storage { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await NlpServer.StartAsync(new Dictionary<string, string> { ["Nlp__CompletionQueue"] = CompletionQueue });
        Storage = new TestStorage(Server.ConnectionString);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<ServerFixture>
{
    public const string Name = "shared server";
}
