using ServerlessNlp.Models;

namespace ServerlessNlp.Service.Models;

/// <summary>A model package as it stands in storage.</summary>
/// <param name="Manifest">Its manifest, checked.</param>
/// <param name="ManifestBytes">The manifest as it stands there; its digest names the package.</param>
public sealed record PublishedModel(ModelManifest Manifest, BinaryData ManifestBytes)
{
    /// <summary>The folder of the package in the container <c>models</c>.</summary>
    public string Folder => FolderOf(Manifest.Name, Manifest.Version);

    /// <summary>The folder of a version.</summary>
    public static string FolderOf(string name, string version) => $"{name}/{version}/";

    /// <summary>The blob that names the version served.</summary>
    public static string CurrentOf(string name) => $"{name}/current.json";
}
