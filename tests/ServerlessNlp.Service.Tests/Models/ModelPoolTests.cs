using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Models;
using ServerlessNlp.Service.Tests.Support;

namespace ServerlessNlp.Service.Tests.Models;

[Collection(SharedStorage.Name)]
public sealed class ModelPoolTests : IAsyncLifetime
{
    // Room for one of the tiny models, each of which counts as 8 MB and a little.
    private const string RoomForOne = "16";

    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("pool-");
    private readonly ServiceProvider _services;
    private readonly string _first = $"a{Guid.NewGuid():n}";
    private readonly string _second = $"b{Guid.NewGuid():n}";

    public ModelPoolTests(StorageFixture fixture) => _services = fixture.Services(
        null, ("Nlp:ModelBudgetMB", RoomForOne), ("Nlp:ModelRefreshSeconds", "0"), ("Nlp:CacheDirectory", _cache.FullName));

    private ModelPool Pool => _services.GetRequiredService<ModelPool>();

    public async Task InitializeAsync()
    {
        foreach (var name in new[] { _first, _second })
        {
            using var package = TinyPackages.Classifier(name);
            await _services.GetRequiredService<ModelPublisher>().PublishAsync(package.Directory, default);
        }
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        _cache.Delete(recursive: true);
    }

    [Fact]
    public async Task A_model_that_left_memory_is_kept_by_nobody()
    {
        var gone = await UseAsync(_first);
        await UseAsync(_second);

        Assert.Single(Pool.Loaded);
        for (var round = 0; round < 10 && gone.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(gone.IsAlive);
    }

    [Fact]
    public async Task A_version_that_cannot_be_loaded_leaves_the_one_before_serving_also_after_that_left_memory()
    {
        await UseAsync(_first);
        await BreakAsync(_first, "2");
        await UseAsync(_second);

        using var lease = await RentAsync(_first);

        Assert.Equal("1", lease.Model.Manifest.Version);
    }

    [Fact]
    public async Task A_model_in_use_does_not_leave()
    {
        using var lease = await RentAsync(_first);
        using var other = await RentAsync(_second);

        Assert.Equal(2, Pool.Loaded.Count);
    }

    [Fact]
    public async Task However_many_ask_at_once_it_is_downloaded_and_hashed_once()
    {
        var stages = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("nlp.model") as string == _first)
                {
                    lock (stages)
                        stages.Add(activity.OperationName);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => UseAsync(_first)));

        lock (stages)
            Assert.Equal(["model.download", "model.graph", "model.known-answer", "model.session", "model.tokenizer", "model.verify"], stages.Order());
    }

    [Fact]
    public async Task What_was_damaged_on_the_disk_since_is_downloaded_again()
    {
        await UseAsync(_first);
        await UseAsync(_second);
        var damaged = Directory.EnumerateDirectories(_cache.FullName).Select(folder => Path.Combine(folder, "tokenizer.json")).ToList();
        foreach (var file in damaged)
            await File.WriteAllTextAsync(file, "damaged");

        using var lease = await RentAsync(_first);

        Assert.Equal(_first, lease.Model.Manifest.Name);
    }

    [Fact]
    public async Task What_storage_holds_that_differs_from_its_manifest_is_refused_and_leaves_nothing_on_the_disk()
    {
        await _services.GetRequiredService<StorageClients>().Models.GetBlobClient($"{_first}/1/tokenizer.json").UploadAsync(new BinaryData("damaged"), overwrite: true);

        var refused = await Assert.ThrowsAsync<NlpException>(() => RentAsync(_first));

        Assert.Equal(ErrorCode.ModelUnavailable, refused.Code);
        Assert.Empty(_cache.EnumerateFileSystemInfos());
    }

    // A version whose graph is not the one that its manifest means.
    private async Task BreakAsync(string name, string version)
    {
        using var package = TinyPackages.Classifier(name, version);
        await _services.GetRequiredService<ModelPublisher>().PublishAsync(package.Directory, default);
        await _services.GetRequiredService<StorageClients>().Models.GetBlobClient($"{name}/{version}/model.onnx").UploadAsync(new BinaryData("damaged"), overwrite: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> UseAsync(string name)
    {
        using var lease = await RentAsync(name);
        return new WeakReference(lease.Model.Tokenizer);
    }

    private Task<ModelLease> RentAsync(string name) => Pool.RentAsync(new ModelReference(name, null), TimeSpan.FromMinutes(1), default);
}
