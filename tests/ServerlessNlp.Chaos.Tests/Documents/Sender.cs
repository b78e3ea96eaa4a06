using System.Diagnostics;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ServerlessNlp.Chaos.Tests.Processes;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>Brings the documents of a run to storage, past the proxy: what it sent is known exactly.</summary>
internal sealed class Sender(Azurite storage, JobClient jobs)
{
    // Fewer than this many waiting: an overwrite then meets documents that are worked on and that are done.
    private const int MaxWaiting = 40;
    private const int StepsBetweenLooks = 10;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly QueueClient _queue = new(storage.ConnectionString, StorageNames.DocumentsQueue);

    /// <summary>What storage acknowledged so far.</summary>
    public SentLog Log { get; } = new();

    /// <summary>Does the steps, only as fast as they are worked on.</summary>
    public async Task SendAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        foreach (var (number, step) in steps.Index())
        {
            if (number % StepsBetweenLooks == 0)
                await WaitForRoomAsync(cancellationToken);
            if (step is Step.Create(var job))
            {
                await CreateAsync(job, cancellationToken);
                continue;
            }
            // A restart in the middle of a step would leave open whether it was done.
            using (await storage.StayUpAsync(cancellationToken))
                await DoAsync(step, cancellationToken);
        }
    }

    /// <summary>Waits until every message is dealt with.</summary>
    /// <exception cref="TimeoutException">They become no fewer.</exception>
    public async Task WaitUntilEmptyAsync(CancellationToken cancellationToken)
    {
        var sinceProgress = Stopwatch.StartNew();
        var least = int.MaxValue;
        while (await CountAsync(cancellationToken) is > 0 and var count)
        {
            if (count < least)
                (least, sinceProgress) = (count, Stopwatch.StartNew());
            if (sinceProgress.Elapsed > Deadline)
                throw new TimeoutException($"The queue still holds {count} messages, and for {Deadline.TotalMinutes} minutes none was dealt with.");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    // Those that are being worked on included.
    private async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        using (await storage.StayUpAsync(cancellationToken))
            return (await _queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
    }

    private async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (await CountAsync(cancellationToken) > MaxWaiting)
            await Task.Delay(Pause, cancellationToken);
    }

    // The workers need storage for it: it must be free to restart.
    private async Task CreateAsync(ChaosJob job, CancellationToken cancellationToken)
    {
        foreach (var (blob, text) in job.Blobs)
        {
            using (await storage.StayUpAsync(cancellationToken))
            {
                var etag = await UploadAsync(StorageNames.UploadsContainer, blob, text, cancellationToken);
                if (job.Of(blob) is { } document)
                    Log.Uploaded(document, 0, etag);
            }
        }
        Log.Jobs[job.Key] = await jobs.CreateAsync(job, cancellationToken);
    }

    private async Task DoAsync(Step step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case Step.Submit(var document, var version, var copies):
                Log.Uploaded(document, version, await UploadAsync(document.Container, document.Blob, document.Versions[version], cancellationToken));
                for (var copy = 0; copy < copies; copy++)
                    await SendAsync(document, version, cancellationToken);
                break;
            case Step.SendAgain(var document, var version):
                await SendAsync(document, version, cancellationToken);
                break;
            case Step.SendBad(var bad):
                if (bad is { Blob: { } blob, Text: { } text })
                    await UploadAsync(StorageNames.UploadsContainer, blob, text, cancellationToken);
                Log.Sent(bad, await SendAsync(bad.QueueText, cancellationToken));
                break;
        }
    }

    private async Task SendAsync(ChaosDocument document, int version, CancellationToken cancellationToken)
    {
        var etag = Log.ETags[(document, version)];
        await SendAsync(document.Source == DocumentSource.Event
            ? Messages.BlobCreated(document.Container, document.Blob, etag, isCloudEvent: document.FirstItem % 2 == 0)
            : Messages.Work(DocumentSet.Job, document.ItemOf(version), document.Container, document.Blob, document.NamesETag ? etag : null, document.Tasks), cancellationToken);
        Log.Sent();
    }

    private async Task<string> SendAsync(string queueText, CancellationToken cancellationToken) =>
        (await _queue.SendMessageAsync(queueText, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellationToken)).Value.MessageId;

    private async Task<string> UploadAsync(string container, string blob, string text, CancellationToken cancellationToken)
    {
        var uploaded = await new BlobContainerClient(storage.ConnectionString, container).GetBlobClient(blob).UploadAsync(new BinaryData(text), overwrite: true, cancellationToken);
        return uploaded.Value.ETag.ToString("G").Trim('"');
    }
}
