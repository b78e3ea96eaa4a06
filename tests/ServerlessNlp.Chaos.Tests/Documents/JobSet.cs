using System.Text.Json.Nodes;

namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>Makes the jobs of a run: a batch of JSON Lines, and all blobs whose names begin alike. Some of their documents are blank.</summary>
internal sealed class JobSet(Prose prose)
{
    public const string PrefixTasks = """[{"task":"summarize","options":{"sentenceCount":1}},{"task":"classify"}]""";

    private const string Prefix = "prefix/";
    private const int BadEvery = 20;

    /// <summary>The tasks of the prefix.</summary>
    public static readonly IReadOnlyList<string> PrefixTaskNames = ["summarize", "classify"];

    /// <summary>A batch of so many lines, of several work items where there are some hundreds.</summary>
    public ChaosJob Batch(int count)
    {
        var lines = Enumerable.Range(0, count).Select(number => new JsonObject { ["id"] = $"line {number}", ["text"] = IsBad(number) ? " " : Long() }.ToJsonString());
        return new ChaosJob(
            "batch", "batch", new JsonObject { ["container"] = "uploads", ["blob"] = "batch.jsonl", ["format"] = "jsonl" }, """[{"task":"classify"},{"task":"summarize"}]""",
            [("batch.jsonl", string.Join('\n', lines))], [], count, CountBad(count));
    }

    /// <summary>The blobs of a prefix.</summary>
    public static string BlobOf(int number) => $"{Prefix}{number:d5}.txt";

    /// <summary>Whether the document of this number is blank.</summary>
    public static bool IsBad(int number) => number % BadEvery == BadEvery / 2;

    /// <summary>All blobs of a prefix.</summary>
    public static ChaosJob OverPrefix(IReadOnlyList<ChaosDocument> documents, int count)
    {
        var texts = documents.ToDictionary(document => document.Blob, document => document.Versions[0]);
        return new ChaosJob(
            "prefix", "prefix", new JsonObject { ["container"] = "uploads", ["prefix"] = Prefix }, PrefixTasks,
            [.. Enumerable.Range(0, count).Select(BlobOf).Select(blob => (blob, texts.GetValueOrDefault(blob, " \n ")))], documents, count, CountBad(count));
    }

    private static int CountBad(int count) => Enumerable.Range(0, count).Count(IsBad);

    private string Long() => string.Join(' ', Enumerable.Range(0, 4).Select(_ => prose.Next()));
}
