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
        await using (var worker = new Worker("worker", workplace.Storage.ConnectionString, folder))
        {
            await worker.WaitUntilReadyAsync(cancellationToken);
            var sender = new Sender(workplace.Storage);
            await sender.SendAsync([.. set.Versions.Select(entry => new Step.Submit(Alone(entry.Document, entry.Version), 0, 1))], cancellationToken);
            await sender.WaitUntilEmptyAsync(cancellationToken);
        }
        return new Reference(set, await Snapshot.TakeAsync(workplace.Storage.ConnectionString));
    }

    private static ChaosDocument Alone(ChaosDocument document, int version) => document with
    {
        Container = "uploads",
        Blob = $"{document.ItemOf(version)}.txt",
        Versions = [document.Versions[version]],
        FirstItem = document.ItemOf(version),
        IsEvent = false,
    };
}
