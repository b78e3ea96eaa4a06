using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Models;

/// <summary>
/// What models there are in storage, and which version is served. What was found is remembered for
/// <see cref="NlpOptions.ModelRefreshSeconds"/>; that there was none is not. Thread-safe.
/// </summary>
public sealed class ModelCatalog(StorageClients storage, IOptions<NlpOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<ModelReference, (PublishedModel Model, long At)> _found = new();

    /// <summary>Finds the version that a reference means.</summary>
    /// <returns>The model, or null where there is none.</returns>
    /// <exception cref="ModelPackageException">What is there is no valid manifest.</exception>
    /// <exception cref="RequestFailedException">Storage fails and nothing is remembered.</exception>
    public async Task<PublishedModel?> FindAsync(ModelReference reference, CancellationToken cancellationToken)
    {
        var remembered = _found.TryGetValue(reference, out var entry);
        if (remembered && time.GetElapsedTime(entry.At) < TimeSpan.FromSeconds(options.Value.ModelRefreshSeconds))
            return entry.Model;
        try
        {
            var model = await ReadAsync(reference, cancellationToken);
            if (model is null)
                _found.TryRemove(reference, out _);
            else
                _found[reference] = (model, time.GetTimestamp());
            return model;
        }
        catch (RequestFailedException) when (remembered)
        {
            // An outage of storage need not become one of the models that are in memory.
            return entry.Model;
        }
    }

    /// <summary>Lists the served version of every model, by name.</summary>
    public async Task<IReadOnlyList<PublishedModel>> ListAsync(CancellationToken cancellationToken)
    {
        var models = new List<PublishedModel>();
        await foreach (var item in storage.Models.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", null, cancellationToken))
        {
            if (item.IsPrefix && ModelName.IsValid(item.Prefix.AsSpan().TrimEnd('/')) && await ReadAsync(new ModelReference(item.Prefix.TrimEnd('/'), null), cancellationToken) is { } model)
                models.Add(model);
        }
        return [.. models.OrderBy(model => model.Manifest.Name, StringComparer.Ordinal)];
    }

    private async Task<PublishedModel?> ReadAsync(ModelReference reference, CancellationToken cancellationToken)
    {
        var version = reference.Version;
        if (version is null)
        {
            if (await ReadBlobAsync(PublishedModel.CurrentOf(reference.Name), cancellationToken) is not { } current)
                return null;
            version = CurrentVersion.Parse(current).Version;
        }
        if (await ReadBlobAsync(PublishedModel.FolderOf(reference.Name, version) + ModelManifest.FileName, cancellationToken) is not { } bytes)
            return null;
        var manifest = ModelManifest.Parse(bytes);
        return manifest.Name == reference.Name && manifest.Version == version
            ? new PublishedModel(manifest, bytes)
            : throw new ModelPackageException("The manifest names another model or version than the folder it lies in. Publish the model again.");
    }

    private async Task<BinaryData?> ReadBlobAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var content = await storage.Models.GetBlobClient(name).DownloadContentAsync(
                new BlobDownloadOptions { Range = new HttpRange(0, ModelManifest.MaxBytes + 1) }, cancellationToken);
            return content.Value.Content;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
        catch (RequestFailedException exception) when (exception.Status == 416)
        {
            // A range of an empty blob.
            return BinaryData.Empty;
        }
    }
}
