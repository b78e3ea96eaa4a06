using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessNlp.Service.Documents;

namespace ServerlessNlp.Service.Configuration;

/// <summary>Blobs that are written and read under conditions: what everything rests on that may be done twice.</summary>
internal static class ConditionalBlobs
{
    private static readonly BlobHttpHeaders Json = new() { ContentType = "application/json" };

    /// <summary>Writes a blob unless it is there; two at the same time make one blob.</summary>
    /// <returns>Whether this call wrote it.</returns>
    public static Task<bool> TryWriteOnceAsync(this BlobContainerClient container, string name, BinaryData content, IDictionary<string, string>? metadata, CancellationToken cancellationToken) =>
        container.TryWriteAsync(name, content, metadata, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);

    /// <summary>Writes a blob in the place of the version that was read, or of none (null).</summary>
    /// <returns>Whether it was written: false where another version stands there by now.</returns>
    public static Task<bool> TryReplaceAsync(this BlobContainerClient container, string name, BlobDownloadResult? old, BinaryData content, CancellationToken cancellationToken) => old is null
        ? container.TryWriteOnceAsync(name, content, null, cancellationToken)
        : container.TryWriteAsync(name, content, null, new BlobRequestConditions { IfMatch = old.Details.ETag }, cancellationToken);

    /// <summary>Reads a blob with its version, or gives null where there is none.</summary>
    public static async Task<BlobDownloadResult?> ReadOrNullAsync(this BlobContainerClient container, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
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

    /// <summary>A client for the blob of that very name.</summary>
    /// <exception cref="NlpException">UnreadableDocument: its address would be another blob's.</exception>
    public static BlobClient BlobOfExactly(this BlobContainerClient container, string name)
    {
        var blob = container.GetBlobClient(name);
        // An address has no parts "." and "..": what stands for them is taken out, and the rest is another name.
        return blob.Name == name && !name.Split('/', '\\').Any(part => part is "." or "..")
            ? blob
            : throw new NlpException(ErrorCode.UnreadableDocument, "The document's name has a part '.' or '..', or another that no address can have. Give it another name.");
    }

    /// <summary>Opens a blob, or gives null where it has another version than the reference names.</summary>
    /// <exception cref="RequestFailedException">404: there is no such blob; or storage fails.</exception>
    public static async Task<BlobDownloadStreamingResult?> OpenVersionAsync(this BlobContainerClient container, DocumentReference reference, HttpRange range, CancellationToken cancellationToken)
    {
        var conditions = reference.ETag is { } etag ? new BlobRequestConditions { IfMatch = new ETag($"\"{etag}\"") } : null;
        try
        {
            return await container.BlobOfExactly(reference.Blob).DownloadStreamingAsync(new BlobDownloadOptions { Range = range, Conditions = conditions }, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            return null;
        }
    }

    /// <summary>A version as messages and results name it: without quotation marks.</summary>
    public static string Plain(this ETag etag) => etag.ToString("G").Trim('"');

    private static async Task<bool> TryWriteAsync(this BlobContainerClient container, string name, BinaryData content, IDictionary<string, string>? metadata, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        try
        {
            await container.GetBlobClient(name).UploadAsync(content, new BlobUploadOptions { HttpHeaders = Json, Metadata = metadata, Conditions = conditions }, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return false;
        }
    }
}
