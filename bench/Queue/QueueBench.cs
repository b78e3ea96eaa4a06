using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using ServerlessNlp.Bench.Tokenizers;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Bench.Queue;

/// <summary>Documents a second by queue, beside what the engine alone does with the same texts and what the storage alone allows.</summary>
internal static class QueueBench
{
    private const int Rounds = 3;
    private const int EngineChunk = 1024;
    private const int ConcurrentMessages = 6;

    // To tell where a job stands, its markers are listed: a storage call that grows with the job and would be measured too.
    private static readonly TimeSpan PauseBetweenLooks = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync()
    {
        if (BenchData.Shared is not { } shared)
        {
            await Console.Error.WriteLineAsync("The benchmark needs ../shared/data: the IMDB texts.");
            return 1;
        }
        var reviews = BenchData.ImdbTexts(shared, 2500);
        var sentences = reviews.SelectMany(review => review.Split(". ")).Where(sentence => sentence.Length is > 20 and < 200).Distinct().Take(20_000).ToArray();
        using var worker = LocalWorker.Start();
        using var engine = ModelLoader.Load(ModelPackage.Open(Path.Combine(BenchData.Root, "models", "sentiment")), new InferenceOptions { Threads = Environment.ProcessorCount }, default);
        Console.WriteLine("| documents | by queue, documents/s | alone, documents/s | ratio |");
        Console.WriteLine("|---|---|---|---|");
        await CompareBatchAsync("JSON Lines, 20,000 sentences", worker, engine, sentences);
        await CompareBatchAsync("JSON Lines, 2,500 reviews", worker, engine, reviews);
        await CompareMessagesAsync("a message each, 1,000 sentences", worker, sentences[..1000]);
        return 0;
    }

    private static async Task CompareBatchAsync(string name, LocalWorker worker, Model engine, string[] texts)
    {
        var blob = new BlobContainerClient(worker.ConnectionString, "uploads").GetBlobClient($"{Guid.NewGuid():n}.jsonl");
        await blob.UploadAsync(new BinaryData(string.Concat(texts.Select(text => JsonSerializer.Serialize(new { text }) + "\n"))));
        var job = new { tasks = new[] { new { task = "classify" } }, batch = new { container = "uploads", blob = blob.Name } };
        List<double> queued = [], alone = [];
        // The first round of each is a warm-up.
        for (var round = 0; round <= Rounds; round++)
        {
            alone.Add(EngineAlone(engine, texts));
            queued.Add(texts.Length / (await RunJobAsync(worker, job, texts.Length)).TotalSeconds);
        }
        Print(name, queued, alone);
    }

    private static async Task CompareMessagesAsync(string name, LocalWorker worker, string[] texts)
    {
        var container = new BlobContainerClient(worker.ConnectionString, "uploads");
        List<double> queued = [], alone = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var fresh = texts.Select(text => $"{text} ({Guid.NewGuid():n})").ToArray();
            alone.Add(await new StorageAlone(worker.ConnectionString, ConcurrentMessages).MeasureAsync(fresh));
            await new BlobContainerClient(worker.ConnectionString, "storage-alone").DeleteIfExistsAsync();
            var folder = Guid.NewGuid().ToString("n");
            await Parallel.ForEachAsync(fresh.Index(), new ParallelOptions { MaxDegreeOfParallelism = ConcurrentMessages }, async (text, _) =>
                await container.GetBlobClient($"{folder}/{text.Index}.txt").UploadAsync(new BinaryData(text.Item)));
            queued.Add(texts.Length / (await RunJobAsync(worker, new { tasks = new[] { new { task = "classify" } }, prefix = new { container = "uploads", prefix = folder + "/" } }, texts.Length)).TotalSeconds);
        }
        Print(name, queued, alone);
    }

    private static double EngineAlone(Model engine, string[] texts)
    {
        var task = NlpTask.Find("classify")!;
        var clock = Stopwatch.StartNew();
        foreach (var chunk in texts.Index().Chunk(EngineChunk))
            task.Run(engine, [.. chunk.Select(text => new TaskDocument($"{text.Index}", text.Item))], task.DefaultOptions, TaskLimits.Default, default);
        return texts.Length / clock.Elapsed.TotalSeconds;
    }

    // From the request to the end that the worker writes down: planning and looking for the end included.
    private static async Task<TimeSpan> RunJobAsync(LocalWorker worker, object job, int documents)
    {
        using var client = new HttpClient { BaseAddress = worker.Address };
        using var response = await client.PostAsJsonAsync("/api/v1/jobs", job);
        response.EnsureSuccessStatusCode();
        var location = response.Headers.GetValues("Operation-Location").Single();
        while (true)
        {
            await Task.Delay(PauseBetweenLooks);
            var state = await client.GetFromJsonAsync<JsonElement>(location + "?top=0");
            if (!state.TryGetProperty("completedAt", out var end))
                continue;
            if (state.GetProperty("counts").GetProperty("succeeded").GetInt32() != documents)
                throw new InvalidOperationException($"Not every document succeeded: {state}");
            return end.GetDateTimeOffset() - state.GetProperty("createdAt").GetDateTimeOffset();
        }
    }

    private static void Print(string name, List<double> queued, List<double> alone) =>
        Console.WriteLine($"| {name} | {Median(queued):N0} | {Median(alone):N0} | {Median(queued) / Median(alone):P0} |");

    private static double Median(List<double> rounds) => rounds.Skip(1).Order().ElementAt((rounds.Count - 1) / 2);
}
