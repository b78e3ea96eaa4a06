using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Models;
using ServerlessNlp.Service.Tests.Support;

namespace ServerlessNlp.Service.Tests.Models;

[Collection(SharedStorage.Name)]
public sealed class ModelCatalogTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services;
    private readonly string _name = $"c{Guid.NewGuid():n}";

    public ModelCatalogTests(StorageFixture fixture) => _services = fixture.Services(_time, ("Nlp:ModelRefreshSeconds", "30"));

    private ModelCatalog Catalog => _services.GetRequiredService<ModelCatalog>();

    public Task InitializeAsync() => PublishAsync("1");

    public async Task DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task A_new_version_is_served_once_the_old_one_need_not_be_remembered()
    {
        Assert.Equal("1", await VersionAsync());
        await PublishAsync("2");

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("1", await VersionAsync());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("2", await VersionAsync());
        Assert.Equal("1", (await Catalog.FindAsync(new ModelReference(_name, "1"), default))!.Manifest.Version);
    }

    [Fact]
    public async Task That_there_was_none_is_not_remembered()
    {
        var other = new ModelReference($"d{Guid.NewGuid():n}", null);
        Assert.Null(await Catalog.FindAsync(other, default));

        using var package = TinyPackages.Classifier(other.Name);
        await _services.GetRequiredService<ModelPublisher>().PublishAsync(package.Directory, default);

        Assert.NotNull(await Catalog.FindAsync(other, default));
    }

    [Fact]
    public async Task A_manifest_in_the_folder_of_another_model_is_refused()
    {
        var models = _services.GetRequiredService<StorageClients>().Models;
        var manifest = await models.GetBlobClient($"{_name}/1/manifest.json").DownloadContentAsync();
        await models.GetBlobClient($"{_name}/9/manifest.json").UploadAsync(manifest.Value.Content);

        await Assert.ThrowsAsync<ModelPackageException>(() => Catalog.FindAsync(new ModelReference(_name, "9"), default));
    }

    private async Task<string> VersionAsync() => (await Catalog.FindAsync(new ModelReference(_name, null), default))!.Manifest.Version;

    private async Task PublishAsync(string version)
    {
        using var package = TinyPackages.Classifier(_name, version);
        await _services.GetRequiredService<ModelPublisher>().PublishAsync(package.Directory, default);
    }
}
