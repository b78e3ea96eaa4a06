using Azure;
using Microsoft.Extensions.Options;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Models;

/// <summary>
/// Downloaded model packages on the local disk, each in a folder named by the digest of its manifest. A folder appears by
/// an atomic rename once everything in it is verified, so that processes can share the cache. Thread-safe.
/// </summary>
public sealed class ModelCache(StorageClients storage, IOptions<NlpOptions> options)
{
    /// <summary>Whether the package is on the disk.</summary>
    public bool Contains(PublishedModel model) => Directory.Exists(FolderOf(model));

    /// <summary>Gives the folder of the package, downloaded if it isn't there.</summary>
    /// <exception cref="ModelPackageException">What storage holds differs from what the manifest says.</exception>
    /// <exception cref="RequestFailedException">Storage fails.</exception>
    /// <exception cref="IOException">The disk is full or can't be written.</exception>
    public async Task<ModelPackage> GetAsync(PublishedModel model, CancellationToken cancellationToken)
    {
        if (!Contains(model) && await DownloadAsync(model, cancellationToken) is { } downloaded)
            return downloaded;
        return ModelPackage.Open(FolderOf(model));
    }

    /// <summary>Forgets a package, so that it's downloaded again.</summary>
    public void Remove(PublishedModel model)
    {
        // By a rename first: another process sees the folder whole or not at all.
        var partial = PartialFolder();
        if (!TryMove(FolderOf(model), partial))
            return;
        Directory.Delete(partial, recursive: true);
    }

    // The package, which need not be verified again; or null where another process was faster: its folder holds the same bytes.
    private async Task<ModelPackage?> DownloadAsync(PublishedModel model, CancellationToken cancellationToken)
    {
        var partial = PartialFolder();
        Directory.CreateDirectory(partial);
        try
        {
            await Telemetry.LoadStageAsync("download", model.Manifest.Name, async () =>
            {
                await Task.WhenAll(model.Manifest.Files.Select(file => DownloadAsync(model.Folder + file.Path, file, Path.Combine(partial, file.Path), cancellationToken)));
                await File.WriteAllBytesAsync(Path.Combine(partial, ModelManifest.FileName), model.ManifestBytes.ToArray(), cancellationToken);
            });
            var package = ModelPackage.Open(partial);
            package.EnsureVerified(cancellationToken);
            return TryMove(partial, FolderOf(model)) ? package.At(FolderOf(model)) : null;
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
        }
    }

    private async Task DownloadAsync(string blobName, PackageFile file, string path, CancellationToken cancellationToken)
    {
        var blob = storage.Models.GetBlobClient(blobName);
        try
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (properties.Value.ContentLength != file.Size)
                throw new ModelPackageException($"{file.Path} has {properties.Value.ContentLength} bytes, the manifest says {file.Size}. Publish the model again.");
            await blob.DownloadToAsync(path, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw new ModelPackageException($"{file.Path} is missing from the package. Publish the model again.", exception);
        }
    }

    private string FolderOf(PublishedModel model) => Path.Combine(options.Value.CacheDirectory, model.Manifest.Digest);

    private string PartialFolder() => Path.Combine(options.Value.CacheDirectory, $".partial-{Guid.NewGuid():n}");

    private static bool TryMove(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
            return true;
        }
        catch (IOException) when (Directory.Exists(to) || !Directory.Exists(from))
        {
            return false;
        }
    }
}
