using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks;

/// <summary>The model that gave an answer.</summary>
public sealed record ModelIdentity(string Name, string Version)
{
    /// <summary>The identity of the model with this manifest.</summary>
    public static ModelIdentity Of(ModelManifest manifest) => new(manifest.Name, manifest.Version);
}
