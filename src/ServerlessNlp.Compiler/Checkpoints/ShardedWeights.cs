namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>A checkpoint in several files.</summary>
internal sealed class ShardedWeights(IReadOnlyDictionary<string, IWeightSource> shards, IReadOnlyDictionary<string, IWeightSource> owners) : IWeightSource
{
    public IReadOnlyDictionary<string, WeightInfo> Weights { get; } = owners.ToDictionary(owner => owner.Key, owner => owner.Value.Weights[owner.Key]);

    public float[] Read(string name) => owners[name].Read(name);

    public void Dispose()
    {
        foreach (var shard in shards.Values)
            shard.Dispose();
    }
}
