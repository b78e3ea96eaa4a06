using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using ServerlessNlp.Storage.Configuration;

namespace ServerlessNlp.Storage.Work;

/// <summary>The markers of work items: written once, so that counts made from them are exact whatever was delivered twice. Thread-safe.</summary>
public sealed class MarkerStore(StorageClients storage)
{
    /// <summary>Writes the marker of a work item, unless it has one.</summary>
    public async Task WriteOnceAsync(string job, WorkMarker marker, CancellationToken cancellationToken)
    {
        var content = new BinaryData(JsonSerializer.SerializeToUtf8Bytes(marker, WorkJson.Default.WorkMarker));
        try
        {
            await storage.Jobs.GetBlobClient(AddressOf(job, marker.Item))
                .UploadAsync(content, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // Another delivery of the same message has finished it.
        }
    }

    /// <summary>Reads the marker of a work item, or gives null while it has none.</summary>
    public async Task<WorkMarker?> ReadAsync(string job, int item, CancellationToken cancellationToken)
    {
        try
        {
            var content = await storage.Jobs.GetBlobClient(AddressOf(job, item)).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize(content.Value.Content, WorkJson.Default.WorkMarker);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    private static string AddressOf(string job, int item) => $"{job}/items/{item}.json";
}
