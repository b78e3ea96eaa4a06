using Azure;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Results;

/// <summary>Results in storage. What has an address of its own is written once; <c>latest/</c> only moves forward. Thread-safe.</summary>
public sealed class ResultStore(StorageClients storage, DocumentReader documents)
{
    /// <summary>Reads a result, or gives null where there is none.</summary>
    public async Task<BinaryData?> ReadAsync(string address, CancellationToken cancellationToken) =>
        (await storage.Results.ReadOrNullAsync(address, cancellationToken))?.Content;

    /// <summary>Writes a result where there is none.</summary>
    /// <returns>The result that is there now: this one, or the one that somebody else has written before.</returns>
    public async Task<BinaryData> WriteOnceAsync(string address, BinaryData result, CancellationToken cancellationToken) =>
        await storage.Results.TryWriteOnceAsync(address, result, null, cancellationToken)
            ? result
            : await ReadAsync(address, cancellationToken) ?? throw new RequestFailedException(404, "A result that was there has gone.");

    /// <summary>Makes a result the newest one of its document's place, unless that of a newer document stands there.</summary>
    public async Task AdvanceLatestAsync(StoredDocument document, NlpTask task, BinaryData result, CancellationToken cancellationToken)
    {
        var address = ResultAddress.Latest(document, task);
        var content = Result.AtPlace(result, document);
        while (true)
        {
            var current = await storage.Results.ReadOrNullAsync(address, cancellationToken);
            if (current is not null && Result.LastModifiedOf(current.Content) > document.LastModified)
                return;
            // Times have whole seconds. A document that has changed since has a message of its own, whose result may stand
            // here already; asked after reading what stands here, so that a change after this makes the condition fail.
            if (await documents.HasChangedAsync(document, cancellationToken))
                return;
            if (await storage.Results.TryReplaceAsync(address, current, content, cancellationToken))
                return;
            // Somebody else wrote in between: look again at what stands there now.
        }
    }
}
