using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Service.Messages;
using ServerlessNlp.Service.Models;
using ServerlessNlp.Service.Poison;
using ServerlessNlp.Service.Queue;
using ServerlessNlp.Service.Tests.Support;

namespace ServerlessNlp.Service.Tests.Queue;

/// <summary>Deliveries as a host makes them, crashes and all: the processor is called as often as it would be.</summary>
[Collection(SharedStorage.Name)]
public sealed class WorkProcessorTests : IAsyncLifetime
{
    private const int Max = 6;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services;
    private readonly string _blob = $"{Guid.NewGuid():n}.txt";
    private readonly string _id = $"{Guid.NewGuid()}";

    public WorkProcessorTests(StorageFixture fixture) => _services = fixture.Services(_time);

    private WorkProcessor Processor => _services.GetRequiredService<WorkProcessor>();

    private StorageClients Storage => _services.GetRequiredService<StorageClients>();

    private DeliveryLog Log => _services.GetRequiredService<DeliveryLog>();

    public async Task InitializeAsync()
    {
        await Storage.WorkQueue.ClearMessagesAsync();
        await Storage.Poison.ClearMessagesAsync();
        await Storage.Container("uploads").GetBlobClient(_blob).UploadAsync(new BinaryData("One sentence. And another one."));
    }

    public async Task DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task A_message_that_was_there_at_crashes_of_others_is_answered_and_never_poison()
    {
        // It waited for its turn each time: no delivery before the sixth has come to anything.
        await Processor.ProcessAsync(new Delivery(_id, Message(), 5, Max), default);
        Assert.False(await IsAnsweredAsync());

        var copy = Assert.Single(await TakeAsync());
        await Processor.ProcessAsync(new Delivery(copy.MessageId, copy.Body.ToString(), 1, Max), default);

        Assert.True(await IsAnsweredAsync());
        Assert.Empty(await PoisonAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task After_a_crash_it_is_tried_alone_and_nothing_is_left_of_that(long delivery)
    {
        await Processor.ProcessAsync(new Delivery(_id, Message(), delivery, Max), default);

        Assert.True(await IsAnsweredAsync());
        Assert.Empty((await Log.ReadAsync(New(), new Delivery(_id, Message(), delivery + 1, Max), default)).Crashes);
    }

    [Fact]
    public async Task It_waits_for_the_others_before_it_is_tried_alone()
    {
        using var other = await _services.GetRequiredService<WorkGate>().EnterAsync(default);
        var alone = Processor.ProcessAsync(new Delivery(_id, Message(), 2, Max), default);
        await Task.Delay(300);
        Assert.False(alone.IsCompleted);

        other.Dispose();

        await alone;
        Assert.True(await IsAnsweredAsync());
    }

    [Fact]
    public async Task A_message_that_workers_died_of_while_it_was_alone_is_poison_with_each_of_them()
    {
        foreach (var delivery in new[] { 2, 3, 4 })
            await Log.BeginAloneAsync(New(), new Delivery(_id, Message(), delivery, Max), default);

        await Processor.ProcessAsync(new Delivery(_id, Message(), 5, Max), default);

        var poison = Assert.Single(await PoisonAsync());
        Assert.Equal((_id, "crashed", 3), (poison.Id, poison.Reason.Code, poison.Attempts.Count));
        Assert.False(await IsAnsweredAsync());
    }

    [Fact]
    public async Task Crashes_are_remembered_through_copies()
    {
        await Log.BeginAloneAsync(New(), new Delivery(_id, Message(), 2, Max), default);
        await Log.BeginAloneAsync(New(), new Delivery(_id, Message(), 3, Max), default);
        await Processor.ProcessAsync(new Delivery(_id, Message(), 5, Max), default);
        var copy = Assert.Single(await TakeAsync());
        var second = new Delivery(copy.MessageId, copy.Body.ToString(), 2, Max);
        await Log.BeginAloneAsync(New(), second, default);

        await Processor.ProcessAsync(second with { DequeueCount = 3 }, default);

        Assert.Equal("crashed", Assert.Single(await PoisonAsync()).Reason.Code);
    }

    [Fact]
    public async Task A_stop_is_noted_and_is_no_attempt()
    {
        using var stopping = new CancellationTokenSource();
        using (await _services.GetRequiredService<WorkGate>().EnterAloneAsync(default))
        {
            var interrupted = Processor.ProcessAsync(new Delivery(_id, Message(), 1, Max), stopping.Token);
            await stopping.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => interrupted);
        }

        Assert.False((await Log.ReadAsync(New(), new Delivery(_id, Message(), 2, Max), default)).IsSuspect);
        Assert.True((await Log.ReadAsync(New(), new Delivery(_id, Message(), 3, Max), default)).IsSuspect);
        Assert.Empty(await TakeAsync());
        Assert.Empty(await PoisonAsync());
    }

    [Fact]
    public async Task What_may_pass_is_put_back_with_its_history_and_a_delay()
    {
        var model = await BreakModelAsync();

        await Processor.ProcessAsync(new Delivery(_id, Message(model), 1, Max), default);

        Assert.Empty(await TakeAsync());
        var copy = Assert.Single(await WaitForMessagesAsync());
        var retry = RetryMessage.TryParse(copy.Body.ToString())!;
        Assert.Equal(_id, retry.Id);
        Assert.Equal(_time.GetUtcNow(), Assert.Single(retry.Attempts).At);
        Assert.StartsWith("ModelUnavailable", retry.Attempts[0].Error, StringComparison.Ordinal);
        Assert.Equal(_blob, retry.Message.GetProperty("document").GetProperty("blob").GetString());
    }

    [Fact]
    public async Task What_does_not_pass_is_poison_in_the_end_with_every_attempt_and_the_original()
    {
        var model = await BreakModelAsync();
        var attempts = Enumerable.Range(1, 19).Select(number => new Attempt(_time.GetUtcNow().AddMinutes(-number), "ModelUnavailable: before")).ToList();

        await Processor.ProcessAsync(Retry(attempts, Message(model)), default);

        var poison = Assert.Single(await PoisonAsync());
        Assert.Equal((_id, "ModelUnavailable", 20), (poison.Id, poison.Reason.Code, poison.Attempts.Count));
        Assert.Equal(model, poison.Message.GetProperty("tasks")[0].GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_copy_that_comes_when_the_cause_has_gone_is_answered()
    {
        await Processor.ProcessAsync(Retry([new Attempt(_time.GetUtcNow(), "StorageUnavailable: before")], Message()), default);

        Assert.True(await IsAnsweredAsync());
    }

    [Fact]
    public async Task A_crash_between_copy_and_completion_leaves_two_of_which_one_goes_on()
    {
        var attempts = Enumerable.Range(1, 19).Select(number => new Attempt(_time.GetUtcNow(), "ModelUnavailable: before")).ToList();
        var (one, other) = (Retry(attempts, Message(await BreakModelAsync())), $"{Guid.NewGuid()}");

        await Processor.ProcessAsync(one, default);
        await Processor.ProcessAsync(one with { MessageId = other }, default);

        Assert.Single(await PoisonAsync());
    }

    [Fact]
    public async Task A_delivery_that_died_after_its_attempt_was_noted_still_goes_on()
    {
        var model = await BreakModelAsync();
        var failed = New() with { Attempts = [new Attempt(_time.GetUtcNow(), "x")] };
        Assert.True(await Log.GoesOnAsync(failed, new Delivery(_id, Message(model), 1, Max), default));

        await Processor.ProcessAsync(new Delivery(_id, Message(model), 2, Max), default);

        Assert.Single(await WaitForMessagesAsync());
    }

    [Fact]
    public async Task A_document_whose_output_is_not_a_number_is_poison_at_once_under_that_code()
    {
        var name = $"m{Guid.NewGuid():n}";
        using var package = TinyPackages.Classifier(name);
        await _services.GetRequiredService<ModelPublisher>().PublishAsync(package.Directory, default);
        await Storage.Container("uploads").GetBlobClient(_blob).UploadAsync(new BinaryData("a nan film"), overwrite: true);

        await Processor.ProcessAsync(new Delivery(_id, Message(name), 1, Max), default);

        var poison = Assert.Single(await PoisonAsync());
        Assert.Equal(("InvalidOutput", 1), (poison.Reason.Code, poison.Attempts.Count));
    }

    [Fact]
    public async Task A_message_too_large_to_stand_beside_its_history_comes_back_whole()
    {
        var text = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { v = 1, document = new { container = "uploads", blob = _blob }, tasks = new[] { new { task = "summarize" } }, note = new string('x', 40_000) }));
        var retries = _services.GetRequiredService<RetryQueue>();
        await retries.PutBackAsync(new QueuedMessage(_id, text, []), TimeSpan.Zero, default);

        var copy = Assert.Single(await TakeAsync());
        var opened = await retries.OpenAsync(new Delivery(copy.MessageId, copy.Body.ToString(), 1, Max), default);

        Assert.Equal((_id, text), (opened.Id, opened.Text));
    }

    private QueuedMessage New() => new(_id, Message(), []);

    private Delivery Retry(IReadOnlyList<Attempt> attempts, string original) =>
        new($"{Guid.NewGuid()}", new RetryMessage(1, _id, attempts, OriginalMessage.FromQueueText(original)).ToQueueText(), 1, Max);

    private string Message(string? model = null) => new WorkMessage
    {
        Version = WorkMessage.CurrentVersion,
        Document = new DocumentReference("uploads", _blob),
        Tasks = [model is null ? new TaskSpecification("summarize") : new TaskSpecification("classify", model)],
    }.ToQueueText();

    // A model that can't be served as long as nobody publishes it again.
    private async Task<string> BreakModelAsync()
    {
        var name = $"broken{Guid.NewGuid():n}";
        await Storage.Models.GetBlobClient(PublishedModel.CurrentOf(name)).UploadAsync(new BinaryData("no JSON"));
        return name;
    }

    private async Task<bool> IsAnsweredAsync() => await Storage.Results.GetBlobClient($"latest/uploads/{_blob}/summarize.json").ExistsAsync();

    private async Task<QueueMessage[]> TakeAsync() => (await Storage.WorkQueue.ReceiveMessagesAsync(32)).Value;

    private async Task<QueueMessage[]> WaitForMessagesAsync()
    {
        for (var until = DateTime.UtcNow.AddMinutes(1); ; await Task.Delay(500))
        {
            var found = await TakeAsync();
            if (found.Length > 0 || DateTime.UtcNow > until)
                return found;
        }
    }

    private async Task<List<PoisonMessage>> PoisonAsync() =>
        [.. (await Storage.Poison.ReceiveMessagesAsync(32)).Value.Select(message => new PoisonEntry(message).Message)];
}
