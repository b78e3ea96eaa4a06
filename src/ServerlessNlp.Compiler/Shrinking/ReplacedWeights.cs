using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Shrinking;

/// <summary>A checkpoint with some tensors in place of its own, or beside them.</summary>
internal sealed class ReplacedWeights : IWeightSource
{
    private readonly IWeightSource _inner;
    private readonly IReadOnlyDictionary<string, float[]> _values;

    public ReplacedWeights(IWeightSource inner, IReadOnlyDictionary<string, (long[] Shape, float[] Values)> tensors, string? without = null)
    {
        _inner = inner;
        _values = tensors.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.Values);
        Weights = inner.Weights.Where(weight => weight.Key != without && !tensors.ContainsKey(weight.Key))
            .Concat(tensors.Select(tensor => KeyValuePair.Create(tensor.Key, new WeightInfo(tensor.Key, WeightType.Float32, tensor.Value.Shape)))).ToDictionary();
    }

    public IReadOnlyDictionary<string, WeightInfo> Weights { get; }

    public float[] Read(string name) => _values.TryGetValue(name, out var values) ? [.. values] : _inner.Read(name);

    /// <summary>The checkpoint itself belongs to whoever opened it.</summary>
    public void Dispose() { }

    /// <summary>The name of the table of word vectors.</summary>
    /// <exception cref="CompilerException">There is none.</exception>
    public static string WordEmbeddings(IWeightSource weights) =>
        weights.Weights.Keys.FirstOrDefault(name => name.EndsWith("embeddings.word_embeddings.weight", StringComparison.Ordinal)) ?? throw new CompilerException("The checkpoint has no table of word vectors (embeddings.word_embeddings.weight) that could be made smaller.");
}
