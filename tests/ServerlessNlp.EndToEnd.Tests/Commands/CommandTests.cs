using System.Text.Json;

namespace ServerlessNlp.EndToEnd.Tests.Commands;

[Collection(SharedServer.Name)]
public sealed class CommandTests(ServerFixture fixture)
{
    private static readonly string SentimentFolder = Repository.PathOf("models", "sentiment");

    [Fact]
    public async Task A_folder_classifies_without_server_or_storage_as_http_does()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("a.txt"), Articles.HarbourTown);

        var output = await NlpProgram.RunAsync(["classify", folder.Combine("a.txt"), "--model", SentimentFolder, "--json"], folder: folder.Path);

        Assert.Equal(0, output.ExitCode);
        var byCommand = JsonElement.Parse(Assert.Single(output.Lines)).GetProperty("documents")[0];
        var byHttp = (await (await fixture.Server.Client.PostDocumentsAsync("/api/v1/classify", Articles.HarbourTown)).JsonAsync()).GetProperty("documents")[0];
        foreach (var (one, other) in byCommand.GetProperty("labels").EnumerateArray().Zip(byHttp.GetProperty("labels").EnumerateArray()))
        {
            Assert.Equal(other.GetProperty("label").GetString(), one.GetProperty("label").GetString());
            Assert.Equal(other.GetProperty("score").GetDouble(), one.GetProperty("score").GetDouble(), 1e-5);
        }
    }

    [Fact]
    public async Task A_name_is_looked_up_in_storage()
    {
        var output = await NlpProgram.RunAsync(["classify", "-", "--model", "sentiment", "--storage", fixture.Server.ConnectionString], "Wonderful.");

        Assert.Equal((0, 2), (output.ExitCode, output.Lines.Length));
        Assert.Contains(output.Lines, line => line.StartsWith("positive ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_are_answered_a_line_each_in_their_order()
    {
        var texts = Enumerable.Range(1, 150).Select(number => number == 70 ? "" : $"Line {number} is {(number % 2 == 0 ? "good" : "bad")}.").ToList();

        var output = await NlpProgram.RunAsync(["classify", "--lines", "-", "--json", "--model", SentimentFolder], string.Join('\n', texts) + "\n");

        Assert.Equal(1, output.ExitCode);
        var answers = output.Lines.Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(Enumerable.Range(1, 150).Select(number => $"{number}"), answers.Select(answer => answer.GetProperty("id").GetString()));
        Assert.Equal("EmptyDocument", answers[69].GetProperty("error").GetProperty("code").GetString());
        Assert.All(answers.Where((_, index) => index != 69), answer => Assert.Equal(2, answer.GetProperty("labels").GetArrayLength()));
    }

    [Fact]
    public async Task A_summary_needs_nothing_but_the_text()
    {
        using var folder = new TemporaryFolder();

        var output = await NlpProgram.RunAsync(["summarize", "-", "--sentence-count", "2"], Articles.HarbourTown, folder: folder.Path);

        Assert.Equal((0, 2), (output.ExitCode, output.Lines.Length));
    }

    [Fact]
    public async Task Submitted_files_come_out_with_their_results()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("in", "deeper"));
        await File.WriteAllTextAsync(folder.Combine("in", "a.txt"), "A delight from start to end.");
        await File.WriteAllTextAsync(folder.Combine("in", "deeper", "b.md"), Articles.HarbourTown);
        await File.WriteAllTextAsync(folder.Combine("in", "empty.txt"), "");

        var output = await NlpProgram.RunAsync(["submit", folder.Combine("in"), "--tasks", "classify,summarize", "--storage", fixture.Server.ConnectionString, "--json"]);

        Assert.Equal(1, output.ExitCode);
        var results = output.Lines.Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(["a.txt", "deeper/b.md", "empty.txt"], results.Select(result => result.GetProperty("id").GetString()));
        Assert.Equal(2, results.Count(result => result.TryGetProperty("results", out var tasks) && tasks.TryGetProperty("classify", out _) && tasks.TryGetProperty("summarize", out _)));
        var failed = Assert.Single(results, result => result.TryGetProperty("error", out _));
        Assert.Equal(("empty.txt", "EmptyDocument"), (failed.GetProperty("id").GetString(), failed.GetProperty("error").GetProperty("code").GetString()));
        await fixture.Storage.PoisonedAsync(json => json.GetProperty("message").ToString().Contains("empty.txt"));
    }

    [Fact]
    public async Task A_batch_that_nobody_waits_for_is_found_among_the_jobs_with_its_results()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder.Combine("b.jsonl"), Enumerable.Range(0, 20).Select(i => JsonSerializer.Serialize(new { id = $"r{i}", text = $"Review {i} is a delight." })));
        string[] storage = ["--storage", fixture.Server.ConnectionString];

        var id = Assert.Single((await NlpProgram.RunAsync(["submit", folder.Combine("b.jsonl"), "--tasks", "classify", "--no-wait", .. storage])).Lines);
        var shown = await NlpProgram.RunAsync(["jobs", "show", id, "--watch", "--json", .. storage]);
        var listed = await NlpProgram.RunAsync(["jobs", .. storage]);
        var results = await NlpProgram.RunAsync(["jobs", "results", id, "--json", .. storage]);

        Assert.Equal("succeeded", JsonElement.Parse(Assert.Single(shown.Lines)).GetProperty("status").GetString());
        Assert.Contains(listed.Lines, line => line.StartsWith(id, StringComparison.Ordinal) && line.Contains("20 succeeded"));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"r{i}"), results.Lines.Select(line => JsonElement.Parse(line).GetProperty("id").GetString()));
        Assert.Equal(1, (await NlpProgram.RunAsync(["jobs", "show", "there-is-none", .. storage])).ExitCode);
    }

    [Fact]
    public async Task Tokens_come_with_ids_types_and_offsets()
    {
        var output = await NlpProgram.RunAsync(["tokenize", "--model", SentimentFolder], """{"text":"A café. 🙂","pair":"Two"}""" + "\n");

        var line = JsonElement.Parse(Assert.Single(output.Lines));
        var count = line.GetProperty("ids").GetArrayLength();
        Assert.Equal(count, line.GetProperty("type_ids").GetArrayLength());
        Assert.Equal(count, line.GetProperty("offsets").GetArrayLength());
        Assert.Equal("[0,0]", line.GetProperty("offsets")[0].ToString());
        Assert.Equal(1, line.GetProperty("type_ids")[count - 1].GetInt32());
    }

    [Theory]
    [InlineData(2, "classify")]
    [InlineData(2, "classify", "a.txt", "--colour", "red")]
    [InlineData(2, "classify", "-", "--threshold", "high", "--model", "x")]
    [InlineData(2, "translate", "a.txt")]
    [InlineData(1, "summarize", "there-is-no-such-file.txt")]
    [InlineData(1, "classify", "-", "--model", "Not A Name")]
    [InlineData(1, "submit", "there-is-no-such-file.txt")]
    [InlineData(1, "tokenize", "--model", "there-is-no-such-folder")]
    public async Task Wrong_usage_is_two_and_failure_is_one_with_a_sentence(int exitCode, params string[] arguments)
    {
        var output = await NlpProgram.RunAsync(arguments);

        Assert.Equal(exitCode, output.ExitCode);
        Assert.NotEmpty(output.Error.Trim());
        Assert.DoesNotContain("   at ", output.Error);
    }
}
