using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Models;

namespace ServerlessNlp.EndToEnd.Tests.Serving;

[Collection(SharedServer.Name)]
public sealed class ModelBudgetTests(ServerFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_least_recently_used_model_leaves_when_the_budget_is_exceeded_but_never_while_in_use()
    {
        using var folder = new TemporaryFolder();
        await using var services = Services(folder, budgetMB: 16);
        var pool = services.GetRequiredService<ModelPool>();
        // Copies under other names: as many as exceed the smallest budget several times.
        var names = Enumerable.Range(0, 8).Select(number => $"copy-{number}").ToList();
        foreach (var name in names)
            await PublishCopyAsync(services, folder, name);

        using (var inUse = await pool.RentAsync(new ModelReference(names[0]), Deadline, default))
        {
            foreach (var name in names.Skip(1))
            {
                using var lease = await pool.RentAsync(new ModelReference(name), Deadline, default);
                Assert.Contains(inUse.Model.Manifest.Digest, pool.Loaded);
            }
            // Still works although the budget was exceeded meanwhile.
            Assert.Contains(inUse.Model.Manifest.Digest, pool.Loaded);
            Assert.True(pool.Loaded.Count < names.Count);
        }
        using (await pool.RentAsync(new ModelReference(names[^1]), Deadline, default))
        {
            // The one that was used last is among those that stayed.
        }
        var bytes = new FileInfo(Repository.PathOf("models", "topics", "model.onnx")).Length;
        Assert.InRange(pool.Loaded.Count * bytes, 1, 16 << 20);
    }

    [Fact]
    public async Task A_model_that_does_not_load_in_time_is_told_to_be_loading_and_is_there_later()
    {
        using var folder = new TemporaryFolder();
        await using var services = Services(folder, budgetMB: 256);
        var pool = services.GetRequiredService<ModelPool>();

        var refused = await Assert.ThrowsAsync<NlpException>(() => pool.RentAsync(new ModelReference("sentiment"), TimeSpan.Zero, default));

        Assert.Equal(ErrorCode.ModelLoading, refused.Code);
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
        using var lease = await pool.RentAsync(new ModelReference("sentiment"), Deadline, default);
        Assert.Equal("sentiment", lease.Model.Manifest.Name);
    }

    private static async Task PublishCopyAsync(ServiceProvider services, TemporaryFolder folder, string name)
    {
        var copy = Directory.CreateDirectory(folder.Combine(name)).FullName;
        foreach (var file in Directory.GetFiles(Repository.PathOf("models", "topics")))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(copy, "manifest.json")))!;
        manifest["name"] = name;
        await File.WriteAllTextAsync(Path.Combine(copy, "manifest.json"), manifest.ToJsonString());
        await services.GetRequiredService<ModelPublisher>().PublishAsync(copy, default);
    }

    private ServiceProvider Services(TemporaryFolder folder, int budgetMB)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [StorageConnections.DefaultName] = fixture.Server.ConnectionString,
            ["Nlp:CacheDirectory"] = folder.Combine("cache"),
            ["Nlp:ModelBudgetMB"] = $"{budgetMB}",
        }).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddServerlessNlp().BuildServiceProvider();
    }
}
