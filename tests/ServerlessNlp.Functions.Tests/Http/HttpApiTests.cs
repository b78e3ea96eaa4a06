using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerlessNlp.Functions.Http;
using ServerlessNlp.Functions.Tests.Support;

namespace ServerlessNlp.Functions.Tests.Http;

public sealed class HttpApiTests
{
    private const string Secret = "zanzibar-marmalade";

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_caller_who_hangs_up_is_no_failure(bool connectionTells, bool hostTells)
    {
        await using var worker = new Worker();
        using var connection = new CancellationTokenSource();
        using var invocation = new CancellationTokenSource();
        var context = worker.Context(connection.Token);

        var result = await worker.Get<HttpApi>().AnswerAsync(context.Request, invocation.Token, async cancelled =>
        {
            await (connectionTells ? connection : invocation).CancelAsync();
            if (hostTells)
                await invocation.CancelAsync();
            cancelled.ThrowIfCancellationRequested();
            throw new InvalidOperationException("Not reached.");
        });

        Assert.Equal(499, (await result.ReadAsync(context)).Status);
        Assert.DoesNotContain(worker.Log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_connection_that_breaks_while_the_body_is_read_is_no_failure()
    {
        await using var worker = new Worker();
        using var connection = new CancellationTokenSource();
        var context = worker.Context(connection.Token);

        var result = await worker.Get<HttpApi>().AnswerAsync(context.Request, default, async _ =>
        {
            await connection.CancelAsync();
            throw new IOException("reset by peer");
        });

        Assert.Equal(499, (await result.ReadAsync(context)).Status);
        Assert.DoesNotContain(worker.Log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_before_the_response_is_written_is_no_failure()
    {
        using var connection = new CancellationTokenSource();
        var context = new DefaultHttpContext { RequestAborted = connection.Token };
        await connection.CancelAsync();

        await ApiResult.Ok("{}"u8.ToArray()).ExecuteAsync(context);
        await new JsonLinesResult(Lines).ExecuteAsync(context);

        static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancelled)
        {
            await Task.Yield();
            cancelled.ThrowIfCancellationRequested();
            yield return "{}"u8.ToArray();
        }
    }

    [Fact]
    public async Task A_stop_in_the_middle_asks_the_caller_to_try_again()
    {
        await using var worker = new Worker();
        using var invocation = new CancellationTokenSource();
        var context = new DefaultHttpContext();

        var result = await worker.Get<HttpApi>().AnswerAsync(context.Request, invocation.Token, async cancelled =>
        {
            worker.Get<IHostApplicationLifetime>().StopApplication();
            await invocation.CancelAsync();
            cancelled.ThrowIfCancellationRequested();
            throw new InvalidOperationException("Not reached.");
        });

        Assert.Equal(429, (await result.ReadAsync(context)).Status);
        Assert.Equal("1", context.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task What_nobody_foresaw_is_told_by_its_place_and_not_by_its_words()
    {
        await using var worker = new Worker();
        var context = new DefaultHttpContext();

        var result = await worker.Get<HttpApi>().AnswerAsync(context.Request, default, _ => throw new FormatException(Secret, new ArgumentException(Secret)));

        var (status, body) = await result.ReadAsync(context);
        Assert.Equal((500, "InternalError"), (status, body.GetProperty("code").GetString()));
        var error = Assert.Single(worker.Log.Lines, line => line.Level == LogLevel.Error).Line;
        Assert.Contains("FormatException (ArgumentException)", error, StringComparison.Ordinal);
        Assert.Contains(nameof(What_nobody_foresaw_is_told_by_its_place_and_not_by_its_words), error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, body + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "AuthorizationPermissionMismatch", "Storage refuses (403 AuthorizationPermissionMismatch)")]
    [InlineData(503, "ServerBusy", "Storage answered 503 ServerBusy")]
    [InlineData(0, null, "Storage doesn't answer")]
    public async Task A_failure_of_storage_is_told_without_the_words_of_its_client(int storageStatus, string? storageCode, string sentence)
    {
        await using var worker = new Worker();
        var context = new DefaultHttpContext();

        var result = await worker.Get<HttpApi>().AnswerAsync(context.Request, default, _ => throw new RequestFailedException(storageStatus, Secret, storageCode, null));

        var (status, body) = await result.ReadAsync(context);
        Assert.Equal(503, status);
        Assert.StartsWith(sentence, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, body + string.Concat(worker.Log.Lines), StringComparison.Ordinal);
    }
}
