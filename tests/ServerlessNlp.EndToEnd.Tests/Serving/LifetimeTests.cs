using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ServerlessNlp.EndToEnd.Tests.Serving;

public sealed class LifetimeTests
{
    [Fact]
    public async Task It_runs_from_any_directory_and_stops_when_asked_with_everything_it_started()
    {
        using var elsewhere = new TemporaryFolder();
        var server = await NlpServer.StartAsync(folder: elsewhere.Path);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.PostDocumentsAsync("/api/v1/classify", "Anywhere.")).StatusCode);
        var storage = server.Children("azurite").Single();

        server.Signal(15);

        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.True(storage.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere.Path));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Its_storage_ends_with_it_when_it_is_killed()
    {
        var server = await NlpServer.StartAsync();
        var storage = server.Children("azurite").Single();

        server.Signal(9);

        await server.WaitForExitAsync();
        Assert.True(storage.WaitForExit(TimeSpan.FromSeconds(15)));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Work_under_way_when_it_is_killed_is_seen_again()
    {
        using var folder = new TemporaryFolder();
        await using var storageServer = await NlpServer.StartAsync(storage: folder.Combine("storage"), settings: Settings("1"), lease: 5);
        var storage = new TestStorage(storageServer.ConnectionString);
        var victim = await NlpServer.StartAsync(storage: storageServer.ConnectionString, lease: 5);
        var blobs = Enumerable.Range(0, 20).Select(number => $"{number}.txt").ToList();
        foreach (var blob in blobs)
        {
            await storage.UploadAsync(blob, string.Concat(Enumerable.Repeat(Articles.HarbourTown, 5)) + blob);
            await storage.SendAsync(new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "classify" } } });
        }
        victim.Signal(9);
        await victim.WaitForExitAsync();

        foreach (var blob in blobs)
            await storage.ResultAsync($"latest/uploads/{blob}/classify.json");
        await victim.DisposeAsync();
    }

    [Fact]
    public async Task One_request_more_than_there_are_slots_is_refused_at_once()
    {
        await using var server = await NlpServer.StartAsync(Settings("1"));
        var deadline = DateTime.UtcNow + TimeSpan.FromMinutes(1);
        HttpResponseMessage response;
        do
        {
            // Whoever sends a body slowly holds the slot, once it came first.
            using var slow = new TcpClient();
            await slow.ConnectAsync(IPAddress.Loopback, server.Client.BaseAddress!.Port);
            await slow.GetStream().WriteAsync("POST /api/v1/classify HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nhalf"u8.ToArray());
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            response = await server.Client.PostDocumentsAsync("/api/v1/summarize", "One too many.");
        }
        while (response.StatusCode == HttpStatusCode.OK && DateTime.UtcNow < deadline);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("Overloaded", (await response.JsonAsync()).GetProperty("code").GetString());

        // Its going has freed the slot.
        while (response.StatusCode != HttpStatusCode.OK && DateTime.UtcNow < deadline)
            response = await server.Client.PostDocumentsAsync("/api/v1/summarize", "Now there is room.");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_a_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var folder = new TemporaryFolder();

        var output = await NlpProgram.RunAsync(["start", "--port", $"{port}", "--storage", folder.Path]);

        Assert.Equal((1, ""), (output.ExitCode, output.Output));
        Assert.Equal($"Port {port} is in use. Stop what uses it, or choose another with --port.", output.Error.Trim());
    }

    [Fact]
    public async Task A_missing_node_is_told_in_a_sentence()
    {
        using var folder = new TemporaryFolder();
        var dotnet = Path.GetDirectoryName(Process.GetCurrentProcess().MainModule!.FileName)!;
        Assert.False(File.Exists(Path.Combine(dotnet, "node")));

        var output = await NlpProgram.RunAsync(["start", "--port", "0", "--storage", folder.Path], environment: [new("PATH", dotnet)]);

        Assert.Equal(1, output.ExitCode);
        Assert.Contains("Node.js is needed", output.Error);
        Assert.DoesNotContain("   at ", output.Error);
    }

    [Theory]
    [InlineData("Nlp__MaxDocuments", "0")]
    [InlineData("Nlp__MaxDocumnets", "5")]
    [InlineData("Nlp__DefaultTasks", "translate")]
    public async Task A_wrong_setting_stops_it_at_start(string name, string value)
    {
        using var folder = new TemporaryFolder();

        var output = await NlpProgram.RunAsync(["start", "--port", "0", "--storage", folder.Path], environment: [new(name, value)]);

        Assert.Equal(1, output.ExitCode);
        Assert.Contains(name["Nlp__".Length..], output.Error);
        Assert.DoesNotContain("   at ", output.Error);
    }

    private static Dictionary<string, string> Settings(string slots) => new() { ["Nlp__MaxConcurrentRequests"] = slots };
}
