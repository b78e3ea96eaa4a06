using Azure.Storage.Blobs.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Cli.Submission;

/// <summary>Brings files to the container <c>uploads</c> and makes a job of them.</summary>
internal sealed class JobSubmission(StorageClients storage, JobService jobs)
{
    private const int UploadsAtOnce = 8;

    private static readonly string[] BatchExtensions = [".jsonl", ".ndjson", ".csv", ".tsv"];

    private readonly string _folder = JobId.New(DateTimeOffset.UtcNow);

    /// <summary>What stands before a file's name in the container.</summary>
    public string Prefix => _folder + "/";

    /// <summary>Uploads the files and makes their job: a batch where there is one file of JSON Lines or CSV, else a document a file.</summary>
    public async Task<JobState> SendAsync(IReadOnlyList<InputFile> files, IReadOnlyList<TaskSpecification>? tasks, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce, CancellationToken = cancellationToken }, UploadAsync);
        return await jobs.CreateAsync(new JobRequest(Digest: "", tasks, Inline: null, SourceOf(files)), cancellationToken);
    }

    private JobSource SourceOf(IReadOnlyList<InputFile> files)
    {
        if (files is [var only] && BatchExtensions.Contains(Path.GetExtension(only.Name), StringComparer.OrdinalIgnoreCase))
        {
            var format = Path.GetExtension(only.Name).ToLowerInvariant() is ".csv" or ".tsv" ? BatchFormat.Csv : BatchFormat.JsonLines;
            return new JobSource(Batch: new BatchReference(StorageNames.UploadsContainer, Prefix + only.Name, format));
        }
        return new JobSource(Prefix: new BlobPrefix(StorageNames.UploadsContainer, Prefix));
    }

    private async ValueTask UploadAsync(InputFile file, CancellationToken cancellationToken) =>
        await storage.Container(StorageNames.UploadsContainer).GetBlobClient(Prefix + file.Name).UploadAsync(file.Path, new BlobUploadOptions(), cancellationToken);
}
