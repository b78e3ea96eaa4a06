using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Jobs;

/// <summary>The markers of work items: written once, so that counts made from them are exact whatever was delivered twice. Thread-safe.</summary>
public sealed class MarkerStore(StorageClients storage)
{
    /// <summary>Writes the marker of a work item, unless it has one.</summary>
    public Task WriteOnceAsync(string job, WorkMarker marker, CancellationToken cancellationToken) => storage.Jobs.TryWriteOnceAsync(
        AddressOf(job, marker.Item), new BinaryData(JsonSerializer.SerializeToUtf8Bytes(marker, JobsJson.Default.WorkMarker)), marker.Documents.ToMetadata(), cancellationToken);

    /// <summary>Reads the marker of a work item, or gives null while it has none.</summary>
    public async Task<WorkMarker?> ReadAsync(string job, int item, CancellationToken cancellationToken) =>
        await storage.Jobs.ReadOrNullAsync(AddressOf(job, item), cancellationToken) is { } found
            ? JsonSerializer.Deserialize(found.Content, JobsJson.Default.WorkMarker)
            : null;

    /// <summary>The markers of a job's work items so far, each with what became of its documents, in no useful order.</summary>
    public async IAsyncEnumerable<(int Item, DocumentCounts Documents)> ListAsync(string job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = FolderOf(job);
        await foreach (var blob in storage.Jobs.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, folder, cancellationToken))
        {
            if (int.TryParse(blob.Name.AsSpan(folder.Length, blob.Name.Length - folder.Length - ".json".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var item))
                yield return (item, DocumentCounts.FromMetadata(blob.Metadata));
        }
    }

    /// <summary>Takes the marker of a work item away, so that the item can be worked on again.</summary>
    public Task RemoveAsync(string job, int item, CancellationToken cancellationToken) =>
        storage.Jobs.GetBlobClient(AddressOf(job, item)).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private static string FolderOf(string job) => $"{job}/items/";

    private static string AddressOf(string job, int item) => $"{FolderOf(job)}{item}.json";
}
