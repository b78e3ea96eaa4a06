using System.Net.Http.Json;
using System.Text;

namespace ServerlessNlp.EndToEnd.Tests.Serving;

public sealed class TelemetryTests
{
    private const string Secret = "Marmalade-Brackwater";

    [Fact]
    public async Task What_is_measured_arrives_at_a_collector_and_no_text_does()
    {
        using var collector = new Collector();
        await using (var server = await NlpServer.StartAsync(collector.Settings))
        {
            var storage = new TestStorage(server.ConnectionString);
            var blob = $"{Guid.NewGuid():n}.txt";
            await storage.UploadAsync(blob, $"The first sentence says {Secret}. The second one says nothing. The third one ends it.");
            await storage.SendAsync(new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "summarize" } } });
            await storage.ResultAsync($"latest/uploads/{blob}/summarize.json");
            await storage.SendRawAsync(Convert.ToBase64String("not JSON"u8));
            await storage.PoisonedAsync(_ => true);
            (await server.Client.PostDocumentsAsync("/api/v1/classify", $"A film about {Secret}.")).EnsureSuccessStatusCode();
            server.Signal(15);
            await server.WaitForExitAsync();
        }

        var (metrics, traces) = (collector.Sent("/v1/metrics"), collector.Sent("/v1/traces"));
        Assert.All(["nlp.queue.wait", "nlp.work", "nlp.poison", "InvalidMessage", "nlp.model.load.duration", "nlp.inference.duration", "nlp.batch.size", "nlp.tokens"], name => Assert.Contains(name, metrics));
        Assert.All(["model.download", "model.verify", "model.tokenizer", "model.session"], name => Assert.Contains(name, traces));
        Assert.DoesNotContain(Secret, metrics + traces);
    }

    [Theory]
    [InlineData("Information")]
    [InlineData("Trace")]
    public async Task Nothing_that_a_caller_sends_is_in_what_the_worker_tells(string level)
    {
        using var collector = new Collector();
        string[] names = ["Default", "Microsoft", "Microsoft.AspNetCore", "Azure", "System"];
        var levels = names.ToDictionary(name => $"Logging__LogLevel__{name}", _ => level);
        await using (var server = await NlpServer.StartAsync(collector.Settings.Concat(levels)))
        {
            await SendEverywhereAsync(server.Client);
            await QueueEverywhereAsync(new TestStorage(server.ConnectionString));
            server.Signal(15);
            await server.WaitForExitAsync();
        }

        // It does arrive, and it does tell of these very requests.
        Assert.Contains("is refused", collector.Sent("/v1/logs"), StringComparison.Ordinal);
        Assert.Contains("InvalidMessage", collector.Sent("/v1/logs"), StringComparison.Ordinal);
        Assert.Contains("model.session", collector.Sent("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("nlp.poison", collector.Sent("/v1/metrics"), StringComparison.Ordinal);
        Assert.All(["/v1/logs", "/v1/traces", "/v1/metrics"], path => Assert.All(Forms(Secret), form => Assert.DoesNotContain(form, collector.Sent(path), StringComparison.OrdinalIgnoreCase)));
    }

    // As it is, and as it stands in base64 wherever it begins there.
    private static IEnumerable<string> Forms(string text) =>
        [text, .. Enumerable.Range(0, 3).Select(shift => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', shift) + text))[4..^4])];

    private static async Task SendEverywhereAsync(HttpClient client)
    {
        client.DefaultRequestHeaders.Add("x-functions-key", Secret);
        client.DefaultRequestHeaders.Add("baggage", $"user={Secret}");
        client.DefaultRequestHeaders.Add("Cookie", $"session={Secret}");
        client.DefaultRequestHeaders.Authorization = new("Bearer", Secret);
        client.DefaultRequestHeaders.UserAgent.ParseAdd(Secret);
        foreach (var task in new[] { "classify", "summarize", "entities", "answer", "embed", "compare" })
        {
            var document = $$"""{"id":"{{Secret}}","text":"The first sentence says {{Secret}}. The second one ends it.","question":"Who is {{Secret}}?","pair":"{{Secret}} again"}""";
            await client.PostJsonAsync($"/api/v1/{task}?code={Secret}", $$"""{"documents":[{{document}}]}""");
            await client.PostJsonAsync($"/api/v1/{task}", $$"""{"documents":[{{document}}],"{{Secret}}":1}""");
            await client.PostJsonAsync($"/api/v1/{task}", $$"""{"documents":[{{document}}],"options":{"{{Secret}}":"{{Secret}}"} }""");
            await client.PostJsonAsync($"/api/v1/{task}", $$"""{"documents":[{{document}}],"model":"{{Secret.ToLowerInvariant()}}"}""");
            await client.PostJsonAsync($"/api/v1/{task}", $$"""{"documents": {{Secret}}""");
            await client.PostTextAsync($"/api/v1/{task}?code={Secret}&question={Secret}&pair={Secret}", $"A text with {Secret} in it.");
            await client.PostTextAsync($"/api/v1/{task}?model={Secret}&{Secret}=1", Secret);
        }
        var job = await client.PostJsonAsync($"/api/v1/jobs?code={Secret}", $$"""{"tasks":[{"task":"summarize"}],"documents":[{"id":"{{Secret}}","text":"{{Secret}}. And more."}]}""");
        var location = job.Headers.GetValues("Operation-Location").Single();
        await client.PostJsonAsync("/api/v1/jobs", $$"""{"tasks":[{"task":"summarize"}],"documents":[{"container":"uploads","blob":"{{Secret}}.txt"}]}""");
        await client.PostJsonAsync("/api/v1/jobs", $$"""{"tasks":[{"task":"{{Secret}}"}],"prefix":{"container":"uploads","prefix":"{{Secret}}"} }""");
        foreach (var address in new[] { $"{location}?code={Secret}", $"{location}?skip={Secret}", $"{location}/results?x={Secret}", $"/api/v1/jobs/{Secret}", $"/api/v1/models?code={Secret}", $"/api/health/live?{Secret}", $"/api/health/ready?{Secret}", $"/{Secret}" })
            await client.GetAsync(address);
        await client.DeleteAsync($"{location}?code={Secret}");
        await client.DeleteAsync($"/api/v1/jobs/{Secret}");
        // Who hangs up in the middle.
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
        var texts = Enumerable.Repeat(string.Concat(Enumerable.Repeat($"{Secret} ", 2000)), 30).ToArray();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PostAsync("/api/v1/classify", JsonContent.Create(new { documents = texts.Select(text => new { text }) }), impatient.Token));
    }

    private static async Task QueueEverywhereAsync(TestStorage storage)
    {
        var blob = $"{Secret}/{Guid.NewGuid():n}.txt";
        await storage.UploadAsync(blob, $"The first sentence says {Secret}. The second one ends it.");
        await storage.SendAsync(new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "classify" }, new { task = "summarize" } } });
        await storage.ResultAsync($"latest/uploads/{blob}/summarize.json");
        var refused = new object[]
        {
            new { v = 1, document = new { container = "uploads", blob = $"{Secret}.missing" } },
            new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = Secret } } },
            new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "classify", model = Secret.ToLowerInvariant() } } },
            new { v = 1, note = Secret },
            Secret,
        };
        foreach (var message in refused)
            await storage.SendAsync(message);
        await storage.SendRawAsync(Secret);
        await storage.SendRawAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes($"not JSON: {Secret}")));
        for (var left = refused.Length + 2; left > 0; left--)
            await storage.PoisonedAsync(_ => true);
    }
}
