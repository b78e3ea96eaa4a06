using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessNlp.Functions.Hosting;
using ServerlessNlp.Functions.Http;
using ServerlessNlp.Functions.Tests.Support;

namespace ServerlessNlp.Functions.Tests.Http;

public sealed class HealthFunctionsTests
{
    private const string Secret = "c2VjcmV0LWtleS1vZi1zb21lYm9keQ==";

    public static TheoryData<(string Name, string Value)[], string> WrongConnections => new()
    {
        { [], "not configured" },
        { [("DocumentStorage", "no connection string")], "not valid" },
        { [("DocumentStorage", $"DefaultEndpointsProtocol=https;AccountName=a;AccountKey=!{Secret}")], "not valid" },
        { [("DocumentStorage", $"AccountKey={Secret}")], "not valid" },
        { [("DocumentStorage:blobServiceUri", "not an address"), ("DocumentStorage:queueServiceUri", "https://a.queue.core.windows.net")], "blobServiceUri" },
        { [("DocumentStorage:blobServiceUri", "http://a.blob.core.windows.net"), ("DocumentStorage:queueServiceUri", "http://a.queue.core.windows.net")], "not valid" },
        { [("DocumentStorage", "UseDevelopmentStorage=true"), ("Nlp:ModelStorage", "Elsewhere")], "Elsewhere" },
    };

    [Theory]
    [MemberData(nameof(WrongConnections))]
    public async Task A_wrong_connection_is_told_at_start_and_by_ready_and_live_answers_all_the_same((string Name, string Value)[] settings, string part)
    {
        await using var worker = new Worker(settings);

        await worker.Get<StorageCheck>().StartAsync(default);
        var live = await worker.Create<HealthFunctions>().Live(new DefaultHttpContext().Request).ReadAsync(new DefaultHttpContext());
        var context = new DefaultHttpContext();
        var ready = await (await worker.Create<HealthFunctions>().Ready(context.Request, default)).ReadAsync(context);

        Assert.Equal((200, "live"), (live.Status, live.Body.GetProperty("status").GetString()));
        Assert.Equal((503, "StorageUnavailable"), (ready.Status, ready.Body.GetProperty("code").GetString()));
        Assert.Contains(part, ready.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(worker.Log.Lines, line => line.Level == LogLevel.Critical && line.Line.Contains(part, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, ready.Body.ToString() + string.Concat(worker.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_route_tells_what_is_wrong_with_storage()
    {
        await using var worker = new Worker();
        var context = new DefaultHttpContext();

        var (status, body) = await (await worker.Create<ModelFunctions>().List(context.Request, default)).ReadAsync(context);

        Assert.Equal((503, "StorageUnavailable"), (status, body.GetProperty("code").GetString()));
        Assert.Contains("not configured", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_is_not_there_is_told_within_the_deadline()
    {
        await using var worker = new Worker(("DocumentStorage", "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a"));
        var context = new DefaultHttpContext();

        var (status, body) = await (await worker.Create<HealthFunctions>().Ready(context.Request, default)).ReadAsync(context);

        Assert.Equal((503, "StorageUnavailable"), (status, body.GetProperty("code").GetString()));
    }
}
