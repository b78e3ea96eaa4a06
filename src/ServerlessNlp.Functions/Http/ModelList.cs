using ServerlessNlp.Service.Models;

namespace ServerlessNlp.Functions.Http;

/// <summary>The body of <c>GET /api/v1/models</c>.</summary>
internal sealed record ModelList(IReadOnlyList<ModelEntry> Models)
{
    public static ModelList Of(IEnumerable<PublishedModel> models, IReadOnlySet<string> loaded) => new(
        [.. models.Select(model => model.Manifest).Select(manifest => new ModelEntry(
            manifest.Name, manifest.Version, manifest.Task, manifest.Labels, manifest.Precision, manifest.TotalBytes, loaded.Contains(manifest.Digest)))]);
}

/// <summary>A model in the list: its size in bytes, and whether this instance has it in memory.</summary>
internal sealed record ModelEntry(
    string Name, string Version, string Task, IReadOnlyList<string> Labels, string Precision, long Size, bool Loaded);
