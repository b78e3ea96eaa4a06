using System.Net;
using Azure;
using Microsoft.Extensions.Configuration;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Tests.Configuration;

public sealed class RetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(FailingStorage.Dropped)]
    public async Task What_may_be_right_the_next_time_is_tried_again(int failure)
    {
        using var storage = new FailingStorage(failure, times: 2);
        var connections = ConnectionsTo(storage);

        await connections.Blobs("Storage").GetBlobContainerClient("results").GetBlobClient("a.json").DownloadContentAsync();
        Assert.Equal(3, storage.Requests);

        storage.FailAgain();
        await connections.Queue("Storage", "documents").ReceiveMessagesAsync();
        Assert.Equal(3, storage.Requests);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task What_never_will_be_right_is_not_tried_again(int failure)
    {
        using var storage = new FailingStorage(failure, times: 2);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => ConnectionsTo(storage).Blobs("Storage").GetBlobContainerClient("results").GetBlobClient("a.json").DownloadContentAsync());

        Assert.Equal((failure, 1), (refused.Status, storage.Requests));
    }

    [Fact]
    public async Task Storage_that_stays_away_is_given_up_on_after_six_attempts_with_growing_pauses()
    {
        using var storage = new FailingStorage((int)HttpStatusCode.ServiceUnavailable, times: int.MaxValue);

        await Assert.ThrowsAsync<RequestFailedException>(() => ConnectionsTo(storage).Blobs("Storage").GetBlobContainerClient("results").GetBlobClient("a.json").DownloadContentAsync());

        Assert.Equal(6, storage.Requests);
        // No pause is shorter than its delay (200 ms, doubled each time) less a fifth, by which it varies at random.
        var pauses = storage.Times.Zip(storage.Times.Skip(1), (before, after) => after - before).ToList();
        Assert.All(pauses.Index(), pause => Assert.True(pause.Item > TimeSpan.FromMilliseconds(200 * (1 << pause.Index) * 0.75)));
    }

    private static StorageConnections ConnectionsTo(FailingStorage storage) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage"] = $"DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5;BlobEndpoint={storage.Address}account;QueueEndpoint={storage.Address}account;" })
        .Build());
}
