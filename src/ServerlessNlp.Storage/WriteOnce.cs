using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace ServerlessNlp.Storage;

/// <summary>Blobs that are written once: what everything rests on that may be done twice.</summary>
internal static class WriteOnce
{
    private static readonly BlobHttpHeaders Json = new() { ContentType = "application/json" };

    /// <summary>Writes a blob unless it is there; two at the same time make one blob.</summary>
    /// <returns>Whether this call wrote it.</returns>
    public static async Task<bool> TryWriteOnceAsync(this BlobContainerClient container, string name, BinaryData content, IDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobUploadOptions { HttpHeaders = Json, Metadata = metadata, Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await container.GetBlobClient(name).UploadAsync(content, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Reads a blob, or gives null where there is none.</summary>
    public static async Task<BinaryData?> ReadOrNullAsync(this BlobContainerClient container, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Reads a blob's metadata, or gives null where there is no blob.</summary>
    public static async Task<IDictionary<string, string>?> ReadMetadataOrNullAsync(this BlobContainerClient container, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }
}
