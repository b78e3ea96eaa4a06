using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessNlp.Storage.Documents;

namespace ServerlessNlp.Storage.Jobs;

/// <summary>A version of a blob while it is read.</summary>
internal sealed class OpenBlob : IAsyncDisposable
{
    private readonly BlobDownloadStreamingResult _download;

    private OpenBlob(BlobDownloadStreamingResult download) => _download = download;

    /// <summary>The version, without quotation marks.</summary>
    public string ETag => _download.Details.ETag.ToString("G").Trim('"');

    /// <summary>The bytes to come.</summary>
    public long Length => _download.Details.ContentLength;

    /// <summary>The bytes; a connection that breaks is taken up again by the client.</summary>
    public Stream Stream => _download.Content;

    /// <summary>Opens a blob, or gives null where it has another version than the reference names.</summary>
    /// <exception cref="RequestFailedException">404: there is no such blob; or storage fails.</exception>
    public static async Task<OpenBlob?> OpenAsync(BlobContainerClient container, DocumentReference reference, HttpRange range, CancellationToken cancellationToken)
    {
        var options = new BlobDownloadOptions { Range = range, Conditions = reference.ETag is { } etag ? new BlobRequestConditions { IfMatch = new ETag($"\"{etag}\"") } : null };
        try
        {
            return new OpenBlob(await container.GetBlobClient(reference.Blob).DownloadStreamingAsync(options, cancellationToken));
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _download.Dispose();
        return ValueTask.CompletedTask;
    }
}
