using System.Text;
using System.Text.Json;

namespace ServerlessNlp.EndToEnd.Tests.Commands;

public sealed class PoisonCommandTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private TestStorage Storage => fixture.Storage;

    public Task InitializeAsync() => Storage.Poison.ClearMessagesAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task More_messages_than_a_queue_shows_at_once_are_listed_and_stay_there()
    {
        for (var number = 0; number < 70; number++)
            await PoisonAsync($"id-{number}", "DocumentNotFound", new { v = 1, document = new { container = "uploads", blob = $"{number}.txt" } });

        var first = await RunAsync("list");
        var second = await RunAsync();

        Assert.Equal(Enumerable.Range(0, 70).Select(number => $"id-{number}").Order(), first.Lines.Select(line => line.Split('\t')[0]).Order());
        Assert.Equal(first.Lines.Order(), second.Lines.Order());
        Assert.Contains(first.Lines, line => line.StartsWith("id-7\t", StringComparison.Ordinal) && line.EndsWith("\tDocumentNotFound\tuploads/7.txt\tThe detail.", StringComparison.Ordinal));
        Assert.Equal("", first.Error);
    }

    [Fact]
    public async Task A_list_can_be_of_one_code_and_is_empty_where_there_are_none()
    {
        await PoisonAsync("one", "DocumentNotFound", new { });
        await PoisonAsync("other", "EmptyDocument", new { });

        Assert.StartsWith("other\t", Assert.Single((await RunAsync("list", "--code", "emptydocument")).Lines));
        var none = await RunAsync("list", "--code", "crashed");
        Assert.Equal(("", "There are none."), (none.Output, none.Error.Trim()));
    }

    [Fact]
    public async Task A_message_is_shown_with_its_reason_its_attempts_and_the_original()
    {
        var blob = $"{Guid.NewGuid():n}.txt";
        await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob } });
        var id = await OnlyIdAsync();

        var forPeople = await RunAsync("show", id);
        var json = JsonElement.Parse(Assert.Single((await RunAsync("show", id, "--json")).Lines));

        Assert.Contains($"id:       {id}", forPeople.Output);
        Assert.Contains("reason:   DocumentNotFound: The document is not there.", forPeople.Output);
        Assert.Contains("attempt   20", forPeople.Output);
        Assert.Contains($"\"blob\": \"{blob}\"", forPeople.Output);
        Assert.Equal(("DocumentNotFound", blob), (json.GetProperty("reason").GetProperty("code").GetString(), json.GetProperty("message").GetProperty("document").GetProperty("blob").GetString()));
        Assert.Single(json.GetProperty("attempts").EnumerateArray());
    }

    [Fact]
    public async Task A_replayed_message_is_worked_on_once_its_cause_has_gone()
    {
        var blob = $"{Guid.NewGuid():n}.txt";
        await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "classify" } } });
        var id = await OnlyIdAsync();
        await Storage.UploadAsync(blob, "There at last.");

        var output = await RunAsync("replay", id);

        Assert.Equal((0, "1 replayed"), (output.ExitCode, output.Output.Trim()));
        await Storage.ResultAsync($"latest/uploads/{blob}/classify.json");
        Assert.Empty((await RunAsync()).Lines);
    }

    [Fact]
    public async Task A_message_that_a_host_moved_counts_as_crashed_and_can_be_replayed()
    {
        var blob = $"{Guid.NewGuid():n}.txt";
        await Storage.UploadAsync(blob, "It was the machine's fault.");
        await Storage.Poison.SendMessageAsync(Base64(new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "classify" } } }));

        var listed = await RunAsync("list", "--code", "crashed", "--json");
        var output = await RunAsync("replay", "--all", "--code", "crashed", "--json");

        Assert.Equal("crashed", JsonElement.Parse(Assert.Single(listed.Lines)).GetProperty("reason").GetProperty("code").GetString());
        Assert.Equal("""{"replayed":1}""", output.Output.Trim());
        await Storage.ResultAsync($"latest/uploads/{blob}/classify.json");
    }

    [Fact]
    public async Task A_message_sent_without_base64_is_replayed_with_it()
    {
        var blob = $"{Guid.NewGuid():n}.txt";
        await Storage.UploadAsync(blob, "Sent by somebody who forgot.");
        await Storage.SendRawAsync($$$"""{"v":1,"document":{"container":"uploads","blob":"{{{blob}}}"},"tasks":[{"task":"classify"}]}""");

        await RunAsync("replay", await OnlyIdAsync());

        await Storage.ResultAsync($"latest/uploads/{blob}/classify.json");
    }

    [Fact]
    public async Task An_original_too_large_to_stand_beside_its_reason_comes_back_whole()
    {
        var colour = new string('x', 40_000);
        await Storage.SendAsync(new { v = 1, document = new { container = "uploads", blob = "any.txt" }, tasks = new[] { new { task = "classify", options = new { colour } } } });
        var id = await OnlyIdAsync();

        Assert.Contains(colour, (await RunAsync("show", id)).Output);
        await RunAsync("replay", id);

        // It can't be worked on this time either.
        Assert.Contains(colour, (await RunAsync("show", await OnlyIdAsync())).Output);
    }

    [Fact]
    public async Task Copies_of_a_message_are_one()
    {
        var blob = $"{Guid.NewGuid():n}.txt";
        await Storage.UploadAsync(blob, "Set aside twice.");
        for (var copy = 0; copy < 2; copy++)
            await PoisonAsync("copied", "StorageUnavailable", new { v = 1, document = new { container = "uploads", blob }, tasks = new[] { new { task = "classify" } } });

        Assert.Single((await RunAsync()).Lines);
        Assert.Equal("1 replayed", (await RunAsync("replay", "copied")).Output.Trim());

        Assert.Empty((await RunAsync()).Lines);
        await Storage.ResultAsync($"latest/uploads/{blob}/classify.json");
    }

    [Fact]
    public async Task A_work_item_that_has_failed_is_replayed_in_its_job_which_ends_anew()
    {
        var (there, missing) = ($"{Guid.NewGuid():n}.txt", $"{Guid.NewGuid():n}.txt");
        await Storage.UploadAsync(there, "There from the first.");
        var accepted = await fixture.Server.Client.PostJsonAsync("/api/v1/jobs", JsonSerializer.Serialize(new
        {
            tasks = new[] { new { task = "classify" } },
            documents = new[] { new { container = "uploads", blob = there }, new { container = "uploads", blob = missing } },
        }));
        var job = (await accepted.JsonAsync()).GetProperty("id").GetString()!;
        Assert.Equal(1, (await EndedAsync(job, "partiallyCompleted")).GetProperty("counts").GetProperty("failed").GetInt32());
        await Storage.UploadAsync(missing, "There at last.");

        await RunAsync("replay", await OnlyIdAsync());

        Assert.Equal(2, (await EndedAsync(job, "succeeded")).GetProperty("counts").GetProperty("succeeded").GetInt32());
        await Storage.ResultAsync($"latest/uploads/{missing}/classify.json");
    }

    [Fact]
    public async Task A_job_that_could_not_be_planned_is_replayed_once_its_cause_has_gone()
    {
        var prefix = $"{Guid.NewGuid():n}/";
        var accepted = await fixture.Server.Client.PostJsonAsync("/api/v1/jobs", $$$"""{"tasks":[{"task":"classify"}],"prefix":{"container":"uploads","prefix":"{{{prefix}}}"}}""");
        var job = (await accepted.JsonAsync()).GetProperty("id").GetString()!;
        await EndedAsync(job, "failed");
        await Storage.UploadAsync($"{prefix}a.txt", "There at last.");

        await RunAsync("replay", await OnlyIdAsync());

        Assert.Equal(1, (await EndedAsync(job, "succeeded")).GetProperty("counts").GetProperty("succeeded").GetInt32());
    }

    [Fact]
    public async Task Dropping_all_of_a_code_leaves_the_others()
    {
        await PoisonAsync("one", "DocumentNotFound", new { });
        await PoisonAsync("two", "DocumentNotFound", new { });
        await PoisonAsync("other", "EmptyDocument", new { });

        Assert.Equal("2 dropped", (await RunAsync("drop", "--all", "--code", "DocumentNotFound")).Output.Trim());
        Assert.StartsWith("other\t", Assert.Single((await RunAsync()).Lines));

        Assert.Equal("1 dropped", (await RunAsync("drop", "other")).Output.Trim());
        Assert.Empty((await RunAsync()).Lines);
    }

    [Theory]
    [InlineData(1, "show", "nobody")]
    [InlineData(1, "replay", "nobody")]
    [InlineData(1, "drop", "nobody")]
    [InlineData(2, "show")]
    [InlineData(2, "replay")]
    [InlineData(2, "drop", "somebody", "--all")]
    [InlineData(2, "drop", "somebody", "--code", "crashed")]
    public async Task Wrong_usage_is_two_and_an_unknown_id_is_one_with_a_sentence(int exitCode, params string[] arguments)
    {
        await PoisonAsync("somebody", "DocumentNotFound", new { });

        var output = await RunAsync(arguments);

        Assert.Equal((exitCode, ""), (output.ExitCode, output.Output));
        Assert.NotEmpty(output.Error.Trim());
        Assert.DoesNotContain("   at ", output.Error);
        Assert.Single((await RunAsync()).Lines);
    }

    private Task<ProgramOutput> RunAsync(params string[] arguments) => NlpProgram.RunAsync(["poison", .. arguments, "--storage", fixture.Server.ConnectionString]);

    private Task PoisonAsync(string id, string code, object original) =>
        Storage.Poison.SendMessageAsync(Base64(new { v = 1, id, reason = new { code, detail = "The detail." }, attempts = Array.Empty<object>(), message = original }));

    private async Task<JsonElement> EndedAsync(string job, string status)
    {
        for (var until = DateTime.UtcNow + Deadline; DateTime.UtcNow < until; await Task.Delay(100))
        {
            var state = await (await fixture.Server.Client.GetAsync($"/api/v1/jobs/{job}")).JsonAsync();
            if (state.GetProperty("status").GetString() == status)
                return state;
        }
        throw new TimeoutException($"The job {job} does not come to be {status}.");
    }

    // The id of the one message that comes to lie there.
    private async Task<string> OnlyIdAsync()
    {
        for (var until = DateTime.UtcNow + Deadline; DateTime.UtcNow < until; await Task.Delay(100))
        {
            var listed = await RunAsync();
            Assert.Equal((0, ""), (listed.ExitCode, listed.Lines.Length == 0 ? "" : listed.Error));
            if (listed.Lines.Length > 0)
                return Assert.Single(listed.Lines).Split('\t')[0];
        }
        throw new TimeoutException("The poison queue stays empty.");
    }

    private static string Base64(object message) => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)));
}
