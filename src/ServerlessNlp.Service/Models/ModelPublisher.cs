using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Models;

/// <summary>Brings model packages into storage. Thread-safe.</summary>
public sealed class ModelPublisher(StorageClients storage)
{
    /// <summary>Uploads a package, unless the same is there already, and makes its version the one that's served.</summary>
    /// <returns>Whether anything was uploaded.</returns>
    /// <exception cref="ModelPackageException">The package is not what its manifest says.</exception>
    public async Task<bool> PublishAsync(string directory, CancellationToken cancellationToken)
    {
        var package = ModelPackage.Open(directory);
        var manifest = package.Manifest;
        var folder = PublishedModel.FolderOf(manifest.Name, manifest.Version);
        var manifestBytes = new BinaryData(await File.ReadAllBytesAsync(Path.Combine(directory, ModelManifest.FileName), cancellationToken));
        var isThere = await HasContentAsync(folder + ModelManifest.FileName, manifestBytes, cancellationToken);
        if (!isThere)
        {
            package.VerifyFiles(cancellationToken);
            foreach (var file in manifest.Files)
                await storage.Models.GetBlobClient(folder + file.Path).UploadAsync(package.PathOf(file.Path), overwrite: true, cancellationToken);
            // Last, so that nobody reads a manifest whose files are not there yet.
            await storage.Models.GetBlobClient(folder + ModelManifest.FileName).UploadAsync(manifestBytes, overwrite: true, cancellationToken);
        }
        var current = new CurrentVersion(manifest.Version).ToJson();
        if (!await HasContentAsync(PublishedModel.CurrentOf(manifest.Name), current, cancellationToken))
            await storage.Models.GetBlobClient(PublishedModel.CurrentOf(manifest.Name)).UploadAsync(current, overwrite: true, cancellationToken);
        return !isThere;
    }

    private async Task<bool> HasContentAsync(string name, BinaryData content, CancellationToken cancellationToken)
    {
        var blob = storage.Models.GetBlobClient(name);
        return await blob.ExistsAsync(cancellationToken)
            && (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToMemory().Span.SequenceEqual(content);
    }
}
