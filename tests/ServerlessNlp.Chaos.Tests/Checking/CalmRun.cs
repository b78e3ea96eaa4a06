using ServerlessNlp.Chaos.Tests.Documents;
using ServerlessNlp.Chaos.Tests.Processes;

namespace ServerlessNlp.Chaos.Tests.Checking;

/// <summary>A run in which nothing fails, for the tests of the checker: its documents, and what it left.</summary>
public sealed class CalmRun : IAsyncLifetime
{
    internal Checker Checker { get; private set; } = null!;

    internal Snapshot Snapshot { get; private set; } = null!;

    internal DocumentSet Set { get; } = new(seed: 7, count: 160);

    internal SentLog Sent { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using var folder = new TemporaryFolder();
        var reference = await UndisturbedRun.RunAsync(Set, folder.Combine("undisturbed"), CancellationToken.None);
        await using var workplace = await Workplace.CreateAsync(folder.Combine("calm"));
        await using (var worker = new Worker("worker", workplace.Storage.ConnectionString, workplace.Folder))
        {
            using var jobs = new JobClient([worker]);
            var sender = new Sender(workplace.Storage, jobs);
            await worker.WaitUntilReadyAsync(CancellationToken.None);
            await sender.SendAsync(Set.Steps, CancellationToken.None);
            await sender.WaitUntilEmptyAsync(CancellationToken.None);
            Sent = sender.Log;
        }
        Snapshot = await Snapshot.TakeAsync(workplace.Storage.ConnectionString);
        Checker = new Checker(Set, reference, Sent);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
