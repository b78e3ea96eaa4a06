using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;
using ServerlessNlp.Service.Queue;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.EndToEnd.Tests.Queue;

/// <summary>Deliveries that a queue makes rarely, handed to the processor as a host would.</summary>
[Collection(SharedServer.Name)]
public sealed class DeliveryTests(ServerFixture fixture)
{
    private const int Max = 6;

    [Fact]
    public async Task A_work_item_that_is_done_but_could_not_be_removed_from_the_queue_is_not_given_up_on()
    {
        await using var services = Services();
        var processor = services.GetRequiredService<WorkProcessor>();
        var (blob, job) = ($"{Guid.NewGuid():n}.txt", $"{Guid.NewGuid():n}");
        await fixture.Storage.UploadAsync(blob, "Done at the first attempt.");
        var message = Message(blob, job);
        await processor.ProcessAsync(new Delivery("id", message, 1, Max), CancellationToken.None);

        await processor.ProcessAsync(await DiedOfItAsync(services, message), CancellationToken.None);

        Assert.DoesNotContain(blob, await PoisonAsync());
        Assert.Equal(WorkOutcome.Succeeded, (await services.GetRequiredService<MarkerStore>().ReadAsync(job, 0, CancellationToken.None))!.Outcome);
    }

    [Fact]
    public async Task A_work_item_whose_workers_all_died_is_given_up_on()
    {
        await using var services = Services();
        var (blob, job) = ($"{Guid.NewGuid():n}.txt", $"{Guid.NewGuid():n}");

        await services.GetRequiredService<WorkProcessor>().ProcessAsync(await DiedOfItAsync(services, Message(blob, job)), CancellationToken.None);

        var poison = await fixture.Storage.PoisonedAsync(json => json.GetProperty("message").ToString().Contains(blob));
        Assert.Equal("crashed", poison.GetProperty("reason").GetProperty("code").GetString());
        Assert.Equal(WorkOutcome.Failed, (await services.GetRequiredService<MarkerStore>().ReadAsync(job, 0, CancellationToken.None))!.Outcome);
    }

    [Fact]
    public async Task Looking_after_a_job_is_put_off_where_it_fails_again_and_again()
    {
        await using var services = Services();
        var jobs = services.GetRequiredService<JobService>();
        var job = await jobs.CreateAsync(new JobRequest($"{Guid.NewGuid():n}", [new TaskSpecification("summarize")], [new TaskDocument("1", "Looked after.")], Source: null), CancellationToken.None);
        bool IsMeant(JsonElement told) => told.GetProperty("subject").GetString() == job.Id;
        var first = await fixture.Storage.TakeAsync(fixture.Storage.Completions, IsMeant);
        var message = new JobMessage(WorkMessage.CurrentVersion, job.Id, JobStep.Watch).ToQueueText();

        await services.GetRequiredService<WorkProcessor>().ProcessAsync(await DiedOfItAsync(services, message), CancellationToken.None);

        Assert.DoesNotContain(job.Id, await PoisonAsync());
        var again = await fixture.Storage.TakeAsync(fixture.Storage.Completions, IsMeant);
        Assert.Equal(first.GetProperty("id").GetString(), again.GetProperty("id").GetString());
    }

    // The delivery after those in which a worker died each time, of this message alone.
    private static async Task<Delivery> DiedOfItAsync(ServiceProvider services, string message)
    {
        var last = new Delivery($"{Guid.NewGuid()}", message, Max - 1, Max);
        for (var count = 2; count < last.DequeueCount; count++)
            await services.GetRequiredService<DeliveryLog>().BeginAloneAsync(QueuedMessage.New(last), last with { DequeueCount = count }, CancellationToken.None);
        return last;
    }

    private static string Message(string blob, string job) => new WorkMessage
    {
        Version = WorkMessage.CurrentVersion,
        Job = job,
        Item = 0,
        Document = new DocumentReference("uploads", blob),
        Tasks = [new TaskSpecification("summarize")],
    }.ToQueueText();

    private ServiceProvider Services()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["DocumentStorage"] = fixture.Server.ConnectionString }).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddServerlessNlp().BuildServiceProvider();
    }

    private async Task<string> PoisonAsync() =>
        string.Join('\n', (await fixture.Storage.Poison.PeekMessagesAsync(32)).Value.Select(message => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString()))));
}
