using System.Runtime.CompilerServices;
using ServerlessNlp.Storage;
using ServerlessNlp.Storage.Configuration;
using ServerlessNlp.Storage.Documents;
using ServerlessNlp.Storage.Work;

namespace ServerlessNlp.Cli.Commands;

/// <summary>Documents brought to the container <c>uploads</c> as one job, a message each, and the wait for their markers.</summary>
internal sealed class Submission(StorageClients storage, MarkerStore markers)
{
    private const int UploadsAtOnce = 8;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly string _job = $"{DateTimeOffset.UtcNow:yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("n")[..8]}";
    private readonly List<(int Item, InputFile File)> _pending = [];

    /// <summary>Uploads the files and enqueues their work.</summary>
    public async Task SendAsync(IReadOnlyList<InputFile> files, IReadOnlyList<TaskSpecification>? tasks, CancellationToken cancellationToken)
    {
        _pending.AddRange(files.Index());
        await Parallel.ForEachAsync(files.Index(), new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce, CancellationToken = cancellationToken }, async (entry, cancelled) =>
        {
            var blob = storage.Container(StorageNames.UploadsContainer).GetBlobClient($"{_job}/{entry.Item.Name}");
            var uploaded = await blob.UploadAsync(entry.Item.Path, overwrite: true, cancelled);
            var message = new WorkMessage
            {
                Version = WorkMessage.CurrentVersion,
                Job = _job,
                Item = entry.Index,
                Document = new DocumentReference(StorageNames.UploadsContainer, blob.Name, uploaded.Value.ETag.ToString("G").Trim('"')),
                Tasks = tasks,
            };
            await storage.Documents.SendMessageAsync(message.ToQueueText(), timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancelled);
        });
    }

    /// <summary>Gives each file's marker as soon as it's there, in the order of the files.</summary>
    public async IAsyncEnumerable<(InputFile File, WorkMarker Marker)> WaitAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (item, file) in _pending)
        {
            WorkMarker? marker;
            while ((marker = await markers.ReadAsync(_job, item, cancellationToken)) is null)
                await Task.Delay(PollInterval, cancellationToken);
            yield return (file, marker);
        }
    }
}
