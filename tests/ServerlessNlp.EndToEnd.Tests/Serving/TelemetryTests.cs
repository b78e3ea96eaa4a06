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
}
