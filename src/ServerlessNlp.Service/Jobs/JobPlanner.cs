using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Options;
using ServerlessNlp.Documents.Batches;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Jobs;

/// <summary>Divides jobs into work items and puts these into the queue. Doing it twice makes the same items. Thread-safe.</summary>
public sealed class JobPlanner(JobStore jobs, MarkerStore markers, StorageClients storage, IOptions<NlpOptions> options)
{
    private const int MaxBlobs = 250_000;
    private const int MessagesAtOnce = 16;
    private const int Head = 4096;
    private const string JsonLinesType = "application/jsonl";

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);

    /// <summary>Plans a job, or goes on where planning it was interrupted.</summary>
    /// <exception cref="NlpException">Its documents are not there or not readable.</exception>
    public async Task PlanAsync(Job job, CancellationToken cancellationToken)
    {
        var plan = await jobs.ReadPlanAsync(job.Id, cancellationToken)
            ?? await jobs.PlanOnceAsync(job.Id, new JobPlan(await ItemsAsync(job, cancellationToken)), cancellationToken);
        await EnqueueAsync(job, plan, cancellationToken);
        await jobs.SendAsync(new JobMessage(WorkMessage.CurrentVersion, job.Id, JobStep.Watch), FirstLook, cancellationToken);
    }

    private async Task EnqueueAsync(Job job, JobPlan plan, CancellationToken cancellationToken)
    {
        var done = new HashSet<int>();
        await foreach (var marker in markers.ListAsync(job.Id, cancellationToken))
            done.Add(marker.Item);
        var pending = plan.Items.Index().Where(entry => !done.Contains(entry.Index));
        await Parallel.ForEachAsync(pending, new ParallelOptions { MaxDegreeOfParallelism = MessagesAtOnce, CancellationToken = cancellationToken }, async (entry, cancelled) =>
            await jobs.SendAsync(new WorkMessage { Version = WorkMessage.CurrentVersion, Job = job.Id, Item = entry.Index, Document = entry.Item.Document, Lines = entry.Item.Lines, Tasks = job.Tasks }, cancelled));
    }

    private async Task<IReadOnlyList<WorkItem>> ItemsAsync(Job job, CancellationToken cancellationToken)
    {
        var items = job.Source switch
        {
            { Documents: { } documents } => [.. documents.Select(document => new WorkItem(document))],
            { Prefix: { } prefix } => await ListAsync(prefix, cancellationToken),
            { Batch: { } batch } => await SplitAsync(job.Id, batch, cancellationToken),
            _ => [],
        };
        return items.Count > 0 ? items : throw new NlpException(ErrorCode.InvalidDocuments, "There are no documents where the job says.");
    }

    private async Task<List<WorkItem>> ListAsync(BlobPrefix prefix, CancellationToken cancellationToken)
    {
        var items = new List<WorkItem>();
        try
        {
            await foreach (var blob in storage.Container(prefix.Container).GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix.Prefix, cancellationToken))
            {
                if (items.Count == MaxBlobs)
                    throw new NlpException(ErrorCode.JobTooLarge, $"More than {MaxBlobs} blobs have names that begin so. Use longer prefixes, or put the documents into batches of JSON Lines.");
                items.Add(new WorkItem(new DocumentReference(prefix.Container, blob.Name, blob.Properties.ETag?.Plain())));
            }
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw new NlpException(ErrorCode.DocumentNotFound, "The container is not there.", innerException: exception);
        }
        return items;
    }

    private async Task<List<WorkItem>> SplitAsync(string id, BatchReference batch, CancellationToken cancellationToken)
    {
        var reference = batch.Format == BatchFormat.Csv || await IsWideAsync(batch.Reference, cancellationToken)
            ? await ConvertAsync(id, batch, cancellationToken)
            : batch.Reference;
        using var content = await OpenAsync(reference, cancellationToken);
        var version = reference with { ETag = content.Details.ETag.Plain() };
        var items = new List<WorkItem>();
        await foreach (var lines in BatchSplitter.SplitAsync(content.Content, content.Details.ContentLength, options.Value.MaxRequestBytes, cancellationToken))
            items.Add(new WorkItem(version, lines));
        return items;
    }

    // Each attempt writes a blob of its own: the plan names the one that counts, and no other attempt can change that.
    private async Task<DocumentReference> ConvertAsync(string id, BatchReference batch, CancellationToken cancellationToken)
    {
        using var content = await OpenAsync(batch.Reference, cancellationToken);
        var name = $"{id}/{Guid.NewGuid():n}.jsonl";
        var blob = storage.Container(StorageNames.UploadsContainer).GetBlockBlobClient(name);
        var writing = new BlockBlobOpenWriteOptions { HttpHeaders = new BlobHttpHeaders { ContentType = JsonLinesType } };
        await using (var output = await blob.OpenWriteAsync(overwrite: true, writing, cancellationToken))
        {
            if (batch.Format == BatchFormat.Csv)
                await CsvConverter.ConvertAsync(content.Content, output, options.Value.MaxRequestBytes, cancellationToken);
            else
                await WideLinesConverter.ConvertAsync(content.Content, output, cancellationToken);
        }
        return new DocumentReference(StorageNames.UploadsContainer, name);
    }

    private async Task<bool> IsWideAsync(DocumentReference batch, CancellationToken cancellationToken)
    {
        using var content = await OpenAsync(batch, cancellationToken);
        var head = new byte[Head];
        var length = await content.Content.ReadAtLeastAsync(head, Head, throwOnEndOfStream: false, cancellationToken);
        return BatchText.IsWide(head.AsSpan(0, length));
    }

    private async Task<BlobDownloadStreamingResult> OpenAsync(DocumentReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return await storage.Container(reference.Container).OpenVersionAsync(reference, default, cancellationToken)
                ?? throw new NlpException(ErrorCode.DocumentChanged, "The batch has changed since the job was made. Submit it again.");
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw new NlpException(ErrorCode.DocumentNotFound, "The batch is not there. Upload it and submit it again.", innerException: exception);
        }
    }
}
