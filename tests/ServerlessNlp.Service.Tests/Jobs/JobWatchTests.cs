using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;
using ServerlessNlp.Service.Tests.Support;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Tests.Jobs;

[Collection(SharedStorage.Name)]
public sealed class JobWatchTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly ServiceProvider _services;
    private readonly string _completions = $"done-{Guid.NewGuid():n}";

    public JobWatchTests(StorageFixture fixture) => _services = fixture.Services(_time, ("Nlp:CompletionQueue", _completions));

    private StorageClients Storage => _services.GetRequiredService<StorageClients>();

    private JobService Jobs => _services.GetRequiredService<JobService>();

    public async Task InitializeAsync()
    {
        await Storage.Completions!.CreateIfNotExistsAsync();
        await Storage.WorkQueue.ClearMessagesAsync();
    }

    public async Task DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task A_job_ends_with_its_last_marker_and_is_told_with_the_same_id_each_time()
    {
        var job = await PlannedAsync("a", "b");
        await MarkAsync(job, 0, WorkOutcome.Succeeded, 2);

        await LookAsync(job);
        await LookAsync(job);

        var told = (await Storage.Completions!.ReceiveMessagesAsync(10)).Value.Select(message => JsonElement.Parse(Convert.FromBase64String(message.Body.ToString()))).ToList();
        Assert.Equal(2, told.Count);
        Assert.Single(told.Select(completion => completion.GetProperty("id").GetString()).Distinct());
        Assert.Equal(JobStatus.Succeeded, (await Jobs.GetAsync(job, default)).Status);
    }

    [Fact]
    public async Task While_a_marker_is_missing_another_look_is_asked_for_and_nobody_is_told()
    {
        var job = await PlannedAsync("a");

        await LookAsync(job);

        Assert.Null((await Storage.Completions!.ReceiveMessageAsync()).Value);
        Assert.Contains(await MessagesAsync(), message => message.Job == job && message.Step == JobStep.Watch);
        Assert.Equal(JobStatus.NotStarted, (await Jobs.GetAsync(job, default)).Status);
    }

    [Fact]
    public async Task Once_its_time_is_up_a_job_is_cancelling_and_what_is_left_counts_as_pending()
    {
        var job = await PlannedAsync("a");
        Assert.Equal(JobStatus.NotStarted, (await Jobs.GetAsync(job, default)).Status);

        _time.Advance(TimeSpan.FromMinutes(31));

        var state = await Jobs.GetAsync(job, default);
        Assert.Equal((JobStatus.Cancelling, 1), (state.Status, state.Counts.Pending));
    }

    [Fact]
    public async Task A_job_that_has_expired_is_not_found()
    {
        var job = await PlannedAsync("a");

        _time.Advance(TimeSpan.FromDays(31));

        Assert.Equal(ErrorCode.JobNotFound, (await Assert.ThrowsAsync<NlpException>(() => Jobs.GetAsync(job, default))).Code);
    }

    private async Task<string> PlannedAsync(params string[] texts)
    {
        var request = new JobRequest($"{Guid.NewGuid():n}", [new TaskSpecification("summarize")], [.. texts.Select((text, i) => new TaskDocument($"{i}", text))], Source: null, CancelAfter: TimeSpan.FromMinutes(30));
        var state = await Jobs.CreateAsync(request, default);
        await _services.GetRequiredService<JobPlanner>().PlanAsync(await Jobs.FindAsync(state.Id, default), default);
        await Storage.WorkQueue.ClearMessagesAsync();
        return state.Id;
    }

    private Task MarkAsync(string job, int item, WorkOutcome outcome, int documents) =>
        _services.GetRequiredService<MarkerStore>().WriteOnceAsync(job, new WorkMarker(item, outcome, _time.GetUtcNow(), DocumentCounts.Of(outcome, documents)), default);

    private async Task LookAsync(string job) => await _services.GetRequiredService<JobWatch>().LookAsync(await Jobs.FindAsync(job, default), default);

    // The next look is a second away at least.
    private async Task<List<JobMessage>> MessagesAsync()
    {
        for (var until = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(200))
        {
            var messages = (await Storage.WorkQueue.ReceiveMessagesAsync(32)).Value;
            if (messages.Length > 0 || DateTime.UtcNow > until)
                return [.. messages.Select(message => JsonSerializer.Deserialize<JobMessage>(Convert.FromBase64String(message.Body.ToString()), JsonSerializerOptions.Web)!)];
        }
    }
}
