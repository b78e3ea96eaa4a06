using System.Diagnostics;
using System.Net;

namespace ServerlessNlp.EndToEnd.Tests.Serving;

/// <summary>The worker as a process of its own, and what its host answers by itself.</summary>
public sealed class HostingTests
{
    private const string Worker = "ServerlessNlp.Functions.dll";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_worker_that_is_killed_is_started_again_and_serves_and_does_the_work_it_had()
    {
        await using var server = await NlpServer.StartAsync();
        var storage = new TestStorage(server.ConnectionString);
        var blobs = Enumerable.Range(0, 8).Select(number => $"{number}.txt").ToList();
        foreach (var blob in blobs)
        {
            await storage.UploadAsync(blob, string.Concat(Enumerable.Repeat(Articles.HarbourTown, 5)) + blob);
            await storage.SendAsync(new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "classify" } } });
        }
        var first = server.Children(Worker).Single();

        first.Kill();
        await first.WaitForExitAsync();

        Assert.Equal(HttpStatusCode.OK, await AskUntilAnsweredAsync(server));
        foreach (var blob in blobs)
            await storage.ResultAsync($"latest/uploads/{blob}/classify.json");
        Assert.NotEqual(first.Id, server.Children(Worker).Single().Id);
    }

    [Fact]
    public async Task The_worker_ends_with_its_host_when_that_is_killed()
    {
        var server = await NlpServer.StartAsync();
        var worker = server.Children(Worker).Single();

        server.Signal(9);

        await server.WaitForExitAsync();
        Assert.True(worker.WaitForExit(TimeSpan.FromSeconds(15)));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task The_worker_ends_with_its_host_when_that_is_asked_to_stop()
    {
        var server = await NlpServer.StartAsync();
        var worker = server.Children(Worker).Single();

        server.Signal(15);

        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.True(worker.WaitForExit(TimeSpan.FromSeconds(1)));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task What_the_functions_host_answers_by_itself_has_an_empty_body()
    {
        await using var server = await NlpServer.StartAsync();

        Assert.Equal((HttpStatusCode.NotFound, ""), await SendAsync(server, HttpMethod.Get, "/api/v1/classify"));
        Assert.Equal((HttpStatusCode.NotFound, ""), await SendAsync(server, HttpMethod.Head, "/api/health/live"));
        Assert.Equal((HttpStatusCode.NotFound, ""), await SendAsync(server, HttpMethod.Post, "/api/v1/translate"));
        Assert.Equal((HttpStatusCode.NotFound, ""), await SendAsync(server, HttpMethod.Get, "/api/v2/models"));
    }

    [Fact]
    public async Task Asked_for_keys_it_admits_who_brings_one_and_nobody_else()
    {
        await using var server = await NlpServer.StartAsync(more: "--keys");
        var (key, master) = (server.Printed["function key"], server.Printed["master key"]);

        Assert.Equal((HttpStatusCode.Unauthorized, ""), await SendAsync(server, HttpMethod.Get, "/api/v1/models"));
        Assert.Equal((HttpStatusCode.Unauthorized, ""), await SendAsync(server, HttpMethod.Get, "/api/v1/models", key[..^1]));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, HttpMethod.Get, "/api/v1/models", key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, HttpMethod.Get, "/api/v1/models", master)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, HttpMethod.Get, $"/api/v1/models?code={key}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, HttpMethod.Get, "/api/health/live")).Status);
        Assert.DoesNotContain(key, server.Log);
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(NlpServer server, HttpMethod method, string path, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        using var response = await server.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    // Until the next worker is there, the host has nobody to forward to.
    private static async Task<HttpStatusCode> AskUntilAnsweredAsync(NlpServer server)
    {
        var clock = Stopwatch.StartNew();
        HttpStatusCode status;
        do
            status = (await server.Client.PostDocumentsAsync("/api/v1/classify", "Is anybody there?")).StatusCode;
        while (status != HttpStatusCode.OK && clock.Elapsed < Deadline);
        return status;
    }
}
