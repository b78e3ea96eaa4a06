using ServerlessNlp.Inference;

namespace ServerlessNlp.Service.Models;

/// <summary>A model in the pool: loading or loaded, and by how many it's used. Guarded by the pool's lock.</summary>
internal sealed class ModelSlot(PublishedModel source)
{
    public PublishedModel Source { get; } = source;

    public Task<Model> Loading { get; set; } = null!;

    public int Users { get; set; }

    public long LastUsed { get; set; }

    public bool IsLoaded => Loading.IsCompletedSuccessfully;

    /// <summary>Bytes of memory: while loading, the size of its files.</summary>
    public long Bytes => IsLoaded ? Loading.Result.MemoryBytes : Source.Manifest.TotalBytes;
}
