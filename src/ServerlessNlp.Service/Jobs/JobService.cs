using Microsoft.Extensions.Options;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Messages;
using ServerlessNlp.Service.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Jobs;

/// <summary>Jobs as callers see them: create, look, cancel. Thread-safe.</summary>
public sealed class JobService(JobStore jobs, MarkerStore markers, ModelCatalog catalog, StorageClients storage, IOptions<NlpOptions> options, TimeProvider time)
{
    private const int MaxTasks = 16;

    /// <summary>Accepts a job: it is checked, stored, and its planning is in the queue.</summary>
    /// <exception cref="NlpException">It is refused, and nothing is stored.</exception>
    public async Task<JobState> CreateAsync(JobRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expiresAt = now.AddDays(options.Value.ResultRetentionDays);
        if (request.CancelAfter is { } limit && (limit <= TimeSpan.Zero || limit > expiresAt - now))
            throw new NlpException(ErrorCode.InvalidRequest, $"cancelAfter must be more than nothing and at most the {options.Value.ResultRetentionDays} days that results are kept.");
        var tasks = await ResolveAsync(request, cancellationToken);
        var id = request.IdempotencyKey is { } key ? JobId.FromKey(key) : JobId.New(now);
        var source = request.Source ?? await UploadAsync(id, request, cancellationToken);
        await RequireBatchAsync(source, cancellationToken);
        var job = new Job(id, now, expiresAt, source, tasks, now + request.CancelAfter, request.Digest);

        if (!await jobs.TryCreateAsync(job, cancellationToken))
            job = await RepeatedAsync(id, request.Digest, cancellationToken);
        // Also for a repetition: the first attempt may have ended between storing the job and asking for its plan.
        if (await jobs.ReadSizeAsync(id, cancellationToken) is null && await jobs.ReadEndAsync(id, cancellationToken) is null)
            await jobs.SendAsync(new JobMessage(WorkMessage.CurrentVersion, id, JobStep.Plan), TimeSpan.Zero, cancellationToken);
        return await StateOfAsync(job, cancellationToken);
    }

    /// <summary>Tells where a job stands.</summary>
    /// <exception cref="NlpException">JobNotFound.</exception>
    public async Task<JobState> GetAsync(string id, CancellationToken cancellationToken) => await StateOfAsync(await FindAsync(id, cancellationToken), cancellationToken);

    /// <summary>Cancels a job: what has not begun will not. One that has ended stays as it is.</summary>
    /// <exception cref="NlpException">JobNotFound.</exception>
    public async Task<JobState> CancelAsync(string id, CancellationToken cancellationToken)
    {
        var job = await FindAsync(id, cancellationToken);
        if (await jobs.ReadEndAsync(id, cancellationToken) is null)
            await jobs.CancelAsync(id, cancellationToken);
        return await StateOfAsync(job, cancellationToken);
    }

    /// <summary>Finds a job.</summary>
    /// <exception cref="NlpException">JobNotFound.</exception>
    public async Task<Job> FindAsync(string id, CancellationToken cancellationToken) =>
        (JobId.IsValid(id) ? await jobs.FindAsync(id, cancellationToken) : null)
            ?? throw new NlpException(ErrorCode.JobNotFound, "There is no such job, or it has expired.");

    /// <summary>Tells where a job stands, and writes down its end where that is due.</summary>
    public async Task<JobState> StateOfAsync(Job job, CancellationToken cancellationToken)
    {
        var size = await jobs.ReadSizeAsync(job.Id, cancellationToken);
        if (await jobs.ReadEndAsync(job.Id, cancellationToken) is { } end)
            return StateOf(job, end.Status, size, end.Documents, end);

        var (items, documents) = await CountAsync(job.Id, cancellationToken);
        if (items == size?.Items)
        {
            end = await jobs.EndOnceAsync(job.Id, JobEnd.Of(documents, time.GetUtcNow()), cancellationToken);
            return StateOf(job, end.Status, size, end.Documents, end);
        }
        var status = await jobs.IsCancelledAsync(job, cancellationToken) ? JobStatus.Cancelling : items > 0 ? JobStatus.Running : JobStatus.NotStarted;
        return StateOf(job, status, size, documents, null);
    }

    private static JobState StateOf(Job job, JobStatus status, JobSize? size, DocumentCounts documents, JobEnd? end) =>
        new(job.Id, status, job.CreatedAt, job.ExpiresAt, end?.At, job.Tasks, JobCounts.Of(size?.Documents ?? 0, documents), end?.Error);

    private async Task<(int Items, DocumentCounts Documents)> CountAsync(string id, CancellationToken cancellationToken)
    {
        var (items, documents) = (0, DocumentCounts.None);
        await foreach (var marker in markers.ListAsync(id, cancellationToken))
            (items, documents) = (items + 1, documents + marker.Documents);
        return (items, documents);
    }

    private async Task<Job> RepeatedAsync(string id, string digest, CancellationToken cancellationToken)
    {
        var job = await FindAsync(id, cancellationToken);
        return job.RequestDigest == digest
            ? job
            : throw new NlpException(ErrorCode.IdempotencyKeyReused, "The Idempotency-Key was used for another request. Send a new one.");
    }

    // The version is settled here, so that a model published meanwhile doesn't make one half of a job differ from the other.
    private async Task<IReadOnlyList<TaskSpecification>> ResolveAsync(JobRequest request, CancellationToken cancellationToken)
    {
        var specifications = request.Tasks ?? TaskSpecification.ParseSetting(options.Value.DefaultTasks);
        if (specifications.Count is 0 or > MaxTasks)
            throw new NlpException(ErrorCode.InvalidRequest, $"tasks must be 1 to {MaxTasks}.");
        if (specifications.Select(specification => specification.Task).Distinct().Count() < specifications.Count)
            throw new NlpException(ErrorCode.InvalidRequest, "A job does each task once. Make two jobs for two models.");
        var tasks = new List<TaskSpecification>();
        foreach (var specification in specifications)
        {
            var resolved = specification.Resolve();
            RequireFields(resolved.Task, request);
            tasks.Add(specification with { Model = resolved.Model is { } model ? (await PinAsync(resolved.Task, model, cancellationToken)).ToString() : null });
        }
        return tasks;
    }

    private static void RequireFields(NlpTask task, JobRequest request)
    {
        var isBlobs = request.Source is { Batch: null };
        if (isBlobs && (task.Pair == TaskField.Required || task.Question == TaskField.Required))
            throw new NlpException(ErrorCode.InvalidDocuments, $"The task {task.Name} needs more than a text for each document. Send the documents in the request, or as JSON Lines.");
    }

    private async Task<ModelReference> PinAsync(NlpTask task, ModelReference reference, CancellationToken cancellationToken)
    {
        var model = await catalog.FindAsync(reference, cancellationToken)
            ?? throw new NlpException(ErrorCode.ModelNotFound, $"There is no model {reference}. GET /api/v1/models lists those there are.");
        return task.Accepts(model.Manifest)
            ? new ModelReference(model.Manifest.Name, model.Manifest.Version)
            : throw new NlpException(ErrorCode.WrongTask, $"The model {reference} is for {model.Manifest.Task}, not for {task.Name}.");
    }

    private async Task RequireBatchAsync(JobSource source, CancellationToken cancellationToken)
    {
        if (source.Batch is { } batch && await storage.Container(batch.Container).ReadMetadataOrNullAsync(batch.Blob, cancellationToken) is null)
            throw new NlpException(ErrorCode.DocumentNotFound, "The batch is not there. Upload it before the job is made.");
    }

    // Named by the request's digest: whoever repeats the request finds the same bytes there.
    private async Task<JobSource> UploadAsync(string id, JobRequest request, CancellationToken cancellationToken)
    {
        var name = $"{id}/{request.Digest[..16]}.jsonl";
        await storage.Container(StorageNames.UploadsContainer).TryWriteOnceAsync(name, BatchLines.Write(request.Inline!), null, cancellationToken);
        return new JobSource(Batch: new BatchReference(StorageNames.UploadsContainer, name, BatchFormat.JsonLines));
    }
}
