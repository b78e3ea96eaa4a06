using System.Security.Cryptography;
using Azure;
using Microsoft.Extensions.Options;
using ServerlessNlp.Documents;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Documents;

/// <summary>Reads documents of every format that is read from storage. Thread-safe.</summary>
public sealed class DocumentReader(StorageClients storage, IOptions<NlpOptions> options)
{
    /// <summary>Reads a document.</summary>
    /// <returns>The document, or null if it has changed since the version that the reference names.</returns>
    /// <exception cref="NlpException">DocumentNotFound, DocumentTooLong, UnsupportedFormat or UnreadableDocument.</exception>
    /// <exception cref="RequestFailedException">Storage fails.</exception>
    public async Task<StoredDocument?> ReadAsync(DocumentReference reference, CancellationToken cancellationToken)
    {
        try
        {
            using var content = await storage.Container(reference.Container).OpenVersionAsync(reference, default, cancellationToken);
            if (content is null)
                return null;
            var bytes = await ReadBoundedAsync(content.Content, content.Details.ContentLength, cancellationToken);
            var text = DocumentExtractor.Extract(new DocumentContent(bytes, reference.Blob, content.Details.ContentType), options.Value.MaxCharacters, cancellationToken);
            return new StoredDocument(
                reference.Container, reference.Blob, content.Details.ETag.Plain(), content.Details.LastModified,
                Convert.ToHexStringLower(SHA256.HashData(bytes)), text);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw new NlpException(ErrorCode.DocumentNotFound, "The document is not there. Upload it and submit it again.", innerException: exception);
        }
    }

    /// <summary>Whether another version has taken the document's place since it was read. One that was deleted has not changed.</summary>
    public async Task<bool> HasChangedAsync(StoredDocument document, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await storage.Container(document.Container).GetBlobClient(document.Blob).GetPropertiesAsync(cancellationToken: cancellationToken);
            return properties.Value.ETag.Plain() != document.ETag;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return false;
        }
    }

    private async Task<byte[]> ReadBoundedAsync(Stream content, long length, CancellationToken cancellationToken)
    {
        if (length > options.Value.MaxDocumentBytes)
            throw new NlpException(ErrorCode.DocumentTooLong, $"The document has {length} bytes; at most {options.Value.MaxDocumentBytes} are read. Divide it, or take pictures out of it.");
        var bytes = new byte[length];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
