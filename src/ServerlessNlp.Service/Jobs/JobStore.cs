using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Storage.Blobs.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Jobs;

/// <summary>
/// The blobs of jobs. Each is written once, so that nothing is fought over; where a job stands is derived from those that
/// are there. Thread-safe.
/// </summary>
public sealed class JobStore(StorageClients storage, MarkerStore markers, TimeProvider time)
{
    // What a worker remembers of jobs; forgotten all at once when there are too many.
    private const int MaxRemembered = 1000;

    private static readonly TimeSpan CancellationCheckInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Job> _jobs = new();
    private readonly ConcurrentDictionary<string, (bool IsCancelled, long At)> _cancelled = new();

    /// <summary>Writes a job, unless there is one of its id.</summary>
    /// <returns>Whether it was written.</returns>
    public Task<bool> TryCreateAsync(Job job, CancellationToken cancellationToken) =>
        WriteOnceAsync(job.Id, "job", job, JobsJson.Relaxed.Job, null, cancellationToken);

    /// <summary>Finds a job, or gives null where there is none or it has expired.</summary>
    public async Task<Job?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!_jobs.TryGetValue(id, out var job))
        {
            job = await ReadAsync(id, "job", JobsJson.Default.Job, cancellationToken);
            if (job is null)
                return null;
            Remember(_jobs, id, job);
        }
        return job.ExpiresAt > time.GetUtcNow() ? job : null;
    }

    /// <summary>Every job that has not expired, the newest first.</summary>
    public async Task<IReadOnlyList<Job>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<Job>();
        await foreach (var folder in storage.Jobs.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", null, cancellationToken))
        {
            // The attempts at messages and large poison lie in the same container.
            if (folder.IsPrefix && JobId.IsValid(folder.Prefix.TrimEnd('/')) && await FindAsync(folder.Prefix.TrimEnd('/'), cancellationToken) is { } job)
                found.Add(job);
        }
        return [.. found.OrderByDescending(job => job.CreatedAt)];
    }

    /// <summary>Writes the plan of a job, unless it has one.</summary>
    /// <returns>The plan that is there now.</returns>
    public async Task<JobPlan> PlanOnceAsync(string id, JobPlan plan, CancellationToken cancellationToken) =>
        await WriteOnceAsync(id, "plan", plan, JobsJson.Relaxed.JobPlan, plan.Size.ToMetadata(), cancellationToken)
            ? plan
            : await ReadPlanAsync(id, cancellationToken) ?? throw new InvalidOperationException("The plan of a job was there and has gone.");

    /// <summary>Reads the plan of a job, or gives null while it has none.</summary>
    public Task<JobPlan?> ReadPlanAsync(string id, CancellationToken cancellationToken) => ReadAsync(id, "plan", JobsJson.Default.JobPlan, cancellationToken);

    /// <summary>How large a job is; null while it is not planned.</summary>
    public async Task<JobSize?> ReadSizeAsync(string id, CancellationToken cancellationToken) =>
        await storage.Jobs.ReadMetadataOrNullAsync(AddressOf(id, "plan"), cancellationToken) is { } metadata ? JobSize.FromMetadata(metadata) : null;

    /// <summary>Notes that a job is to be cancelled.</summary>
    public async Task CancelAsync(string id, CancellationToken cancellationToken)
    {
        await storage.Jobs.TryWriteOnceAsync(AddressOf(id, "cancel"), BinaryData.Empty, null, cancellationToken);
        Remember(_cancelled, id, (true, time.GetTimestamp()));
    }

    /// <summary>Whether a job is cancelled, by request or because its time is up; may be a second late.</summary>
    public async Task<bool> IsCancelledAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.CancelAt <= time.GetUtcNow())
            return true;
        if (_cancelled.TryGetValue(job.Id, out var known) && (known.IsCancelled || time.GetElapsedTime(known.At) < CancellationCheckInterval))
            return known.IsCancelled;
        var isCancelled = await storage.Jobs.ReadMetadataOrNullAsync(AddressOf(job.Id, "cancel"), cancellationToken) is not null;
        Remember(_cancelled, job.Id, (isCancelled, time.GetTimestamp()));
        return isCancelled;
    }

    /// <summary>Writes how a job ended, unless that is written.</summary>
    /// <returns>The end that is there now.</returns>
    public async Task<JobEnd> EndOnceAsync(string id, JobEnd end, CancellationToken cancellationToken) =>
        await WriteOnceAsync(id, "done", end, JobsJson.Relaxed.JobEnd, null, cancellationToken)
            ? end
            : await ReadEndAsync(id, cancellationToken) ?? end;

    /// <summary>Reads how a job ended, or gives null while it has not.</summary>
    public Task<JobEnd?> ReadEndAsync(string id, CancellationToken cancellationToken) => ReadAsync(id, "done", JobsJson.Default.JobEnd, cancellationToken);

    /// <summary>Opens a job again for a work item that failed: the item counts as pending, and the job as not ended.</summary>
    public async Task ReopenItemAsync(string id, int item, CancellationToken cancellationToken)
    {
        if (await markers.ReadAsync(id, item, cancellationToken) is not { Outcome: WorkOutcome.Failed })
            return;
        await markers.RemoveAsync(id, item, cancellationToken);
        await ReopenAsync(id, cancellationToken);
    }

    /// <summary>Opens a job again that could not be planned, or whose work items are opened again.</summary>
    public async Task ReopenAsync(string id, CancellationToken cancellationToken)
    {
        await storage.Jobs.GetBlobClient(AddressOf(id, "done")).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await SendAsync(new JobMessage(WorkMessage.CurrentVersion, id, JobStep.Watch), TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Asks for a step of a job, after a delay.</summary>
    public Task SendAsync(JobMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        storage.WorkQueue.SendMessageAsync(message.ToQueueText(), delay, Forever, cancellationToken);

    /// <summary>Puts a work item into the queue.</summary>
    public Task SendAsync(WorkMessage message, CancellationToken cancellationToken) =>
        storage.WorkQueue.SendMessageAsync(message.ToQueueText(), timeToLive: Forever, cancellationToken: cancellationToken);

    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    private Task<bool> WriteOnceAsync<T>(string id, string name, T value, JsonTypeInfo<T> type, IDictionary<string, string>? metadata, CancellationToken cancellationToken) =>
        storage.Jobs.TryWriteOnceAsync(AddressOf(id, name), new BinaryData(JsonSerializer.SerializeToUtf8Bytes(value, type)), metadata, cancellationToken);

    private async Task<T?> ReadAsync<T>(string id, string name, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        await storage.Jobs.ReadOrNullAsync(AddressOf(id, name), cancellationToken) is { } found ? JsonSerializer.Deserialize(found.Content, type) : null;

    private static void Remember<T>(ConcurrentDictionary<string, T> memory, string id, T value)
    {
        if (memory.Count >= MaxRemembered)
            memory.Clear();
        memory[id] = value;
    }

    private static string AddressOf(string id, string name) => $"{id}/{name}.json";
}
