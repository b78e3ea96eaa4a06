using ServerlessNlp.Chaos.Tests.Checking;
using ServerlessNlp.Chaos.Tests.Documents;
using ServerlessNlp.Chaos.Tests.Processes;

namespace ServerlessNlp.Chaos.Tests;

/// <summary>One worker that nobody disturbs, with each version as a document of its own: what it answers is right.</summary>
internal static class UndisturbedRun
{
    public static async Task<Reference> RunAsync(DocumentSet set, string folder, CancellationToken cancellationToken)
    {
        await using var workplace = await Workplace.CreateAsync(folder);
        var log = new SentLog();
        await using (var worker = new Worker("worker", workplace.Storage.ConnectionString, folder))
        {
            await worker.WaitUntilReadyAsync(cancellationToken);
            using var jobs = new JobClient([worker]);
            var sender = new Sender(workplace.Storage, jobs);
            await sender.SendAsync([new Step.Create(set.BatchJob), .. set.Versions.Select(entry => new Step.Submit(Alone(entry.Document, entry.Version), 0, 1))], cancellationToken);
            await sender.WaitUntilEmptyAsync(cancellationToken);
            log = sender.Log;
        }
        return new Reference(set, log.Jobs[set.BatchJob.Key], await Snapshot.TakeAsync(workplace.Storage.ConnectionString));
    }

    private static ChaosDocument Alone(ChaosDocument document, int version) => document with
    {
        Container = "uploads",
        Blob = $"{document.ItemOf(version)}.txt",
        Versions = [document.Versions[version]],
        FirstItem = document.ItemOf(version),
        Source = DocumentSource.Message,
    };
}
