using System.Text.Json;

namespace ServerlessNlp.EndToEnd.Tests.Commands;

[Collection(SharedServer.Name)]
public sealed class EvaluateTests(ServerFixture fixture) : IDisposable
{
    private static readonly string SentimentFolder = Repository.PathOf("models", "sentiment");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_model_is_measured_from_a_folder_and_from_storage_alike()
    {
        var data = Write("reviews.tsv", "positive\tA wonderful film.\nnegative\tA dull and lifeless film.\nnegative\tA superb film.\n");

        var byFolder = await NlpProgram.RunAsync(["evaluate", "--model", SentimentFolder, "--data", data, "--json"]);
        var byName = await NlpProgram.RunAsync(["evaluate", "--model", "sentiment", "--data", data, "--json", "--storage", fixture.Server.ConnectionString]);
        var byTask = await NlpProgram.RunAsync(["evaluate", "--task", "classify", "--data", data, "--json", "--storage", fixture.Server.ConnectionString]);

        foreach (var output in new[] { byFolder, byName, byTask })
        {
            Assert.True(output.ExitCode == 0, output.Error);
            var report = JsonElement.Parse(Assert.Single(output.Lines));
            Assert.Equal("sentiment", report.GetProperty("model").GetProperty("name").GetString());
            Assert.Equal(3, report.GetProperty("documents").GetInt32());
            Assert.Equal(2 / 3.0, report.GetProperty("figures").GetProperty("accuracy").GetDouble(), 1e-9);
            Assert.True(report.GetProperty("documentsPerSecond").GetDouble() > 0);
        }
    }

    [Fact]
    public async Task Summaries_are_measured_without_a_model()
    {
        var data = Write("news.jsonl", JsonSerializer.Serialize(new { text = Articles.HarbourTown, summary = Articles.HarbourTown }) + "\n");

        var output = await NlpProgram.RunAsync(["evaluate", "--task", "summarize", "--data", data]);

        Assert.True(output.ExitCode == 0, output.Error);
        Assert.Contains(output.Lines, line => line.StartsWith("TextRank", StringComparison.Ordinal) && line.Contains("100.0 %", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_can_t_be_measured_is_one_sentence_and_exit_code_1()
    {
        var bad = Write("bad.tsv", "positive\tA film.\nsecret words\n");
        var odd = Write("odd.tsv", "happy\tsecret words\n");

        await AssertRefused(1, "Line 2 of bad.tsv", "--model", SentimentFolder, "--data", bad);
        await AssertRefused(1, "doesn't know: happy", "--model", SentimentFolder, "--data", odd);
        await AssertRefused(1, "for classify, not for entities", "--model", SentimentFolder, "--task", "entities", "--data", odd);
        await AssertRefused(1, "There is no model", "--model", "nowhere", "--data", odd, "--storage", fixture.Server.ConnectionString);
        await AssertRefused(1, "nothing in the data", "--model", SentimentFolder, "--data", odd, "--held-out");
        await AssertRefused(2, "--model", "--data", odd);
        await AssertRefused(2, "--limit", "--model", SentimentFolder, "--data", odd, "--limit", "0");
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertRefused(int exitCode, string reason, params string[] arguments)
    {
        var output = await NlpProgram.RunAsync(["evaluate", .. arguments]);
        Assert.Equal(exitCode, output.ExitCode);
        Assert.Contains(reason, output.Error);
        Assert.DoesNotContain("secret", output.Error + output.Output);
        Assert.DoesNotContain("   at ", output.Error);
    }

    private string Write(string name, string content)
    {
        var path = _folder.Combine(name);
        File.WriteAllText(path, content);
        return path;
    }
}
