using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Service.Results;
using ServerlessNlp.Service.Tests.Support;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Tests.Results;

[Collection(SharedStorage.Name)]
public sealed class ResultStoreTests(StorageFixture fixture) : IAsyncLifetime
{
    private static readonly NlpTask Summarize = NlpTask.Find("summarize")!;

    private readonly ServiceProvider _services = fixture.Services();
    private readonly string _name = $"{Guid.NewGuid():n}.txt";

    private ResultStore Store => _services.GetRequiredService<ResultStore>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task Of_many_who_write_at_once_all_are_given_what_one_has_written()
    {
        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Store.WriteOnceAsync($"by-digest/{_name}", new BinaryData($"{number}"), default)));

        Assert.Single(given.Select(content => content.ToString()).Distinct());
        Assert.Equal(given[0].ToString(), (await Store.ReadAsync($"by-digest/{_name}", default))!.ToString());
    }

    [Fact]
    public async Task The_newest_document_has_the_last_word_whoever_comes_last()
    {
        var old = await DocumentAsync("old");
        await Task.Delay(1100);
        var current = await DocumentAsync("new");

        await Task.WhenAll(new[] { old, current, old, current, old }.Select(document => Store.AdvanceLatestAsync(document, Summarize, ResultOf(document), default)));

        var latest = await Store.ReadAsync(ResultAddress.Latest(current, Summarize), default);
        Assert.Contains(current.ETag, latest!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_has_changed_within_the_second_leaves_the_place_to_the_change()
    {
        var old = await DocumentAsync("old");
        var current = await DocumentAsync("new");

        await Store.AdvanceLatestAsync(current, Summarize, ResultOf(current), default);
        await Store.AdvanceLatestAsync(old with { LastModified = current.LastModified }, Summarize, ResultOf(old), default);

        Assert.Contains(current.ETag, (await Store.ReadAsync(ResultAddress.Latest(current, Summarize), default))!.ToString(), StringComparison.Ordinal);
    }

    private static BinaryData ResultOf(StoredDocument document) => new($$"""{"sentences":[],"document":{"etag":"{{document.ETag}}"} }""");

    private async Task<StoredDocument> DocumentAsync(string text)
    {
        await _services.GetRequiredService<StorageClients>().Container("uploads").GetBlobClient(_name).UploadAsync(new BinaryData(text), overwrite: true);
        return (await _services.GetRequiredService<DocumentReader>().ReadAsync(new DocumentReference("uploads", _name), default))!;
    }
}
