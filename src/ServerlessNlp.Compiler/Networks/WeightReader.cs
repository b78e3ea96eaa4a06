using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Networks;

/// <summary>
/// Hands out an architecture's weights by the names of Transformers, knows the older spellings, checks shapes, and keeps account of
/// what was missing and what was never asked for.
/// </summary>
internal sealed class WeightReader(IWeightSource source, string prefix)
{
    // Checkpoints of encoders alone, and some of pretraining, are stored without the prefix of the model.
    private readonly bool _prefixed = source.Weights.Keys.Any(name => name.StartsWith(prefix, StringComparison.Ordinal));
    private readonly HashSet<string> _used = [];
    private readonly List<string> _missing = [];

    /// <summary>Stored tensors that the network did not use, position numbers and heads of pretraining apart.</summary>
    public IReadOnlyList<string> Unexpected =>
        [.. source.Weights.Keys.Where(name => !_used.Contains(name) && !IsKnownExtra(name)).Order(StringComparer.Ordinal)];

    /// <summary>A weight of the encoder. A missing one is noted and given as zeros, so that all of them can be named at once.</summary>
    public float[] Encoder(string name, params long[] shape) => Read(prefix + name, name, shape);

    /// <summary>A weight of the head, which has no prefix.</summary>
    public float[] Head(string name, params long[] shape) => Read(name, name, shape);

    /// <summary>How wide a matrix of the encoder is, or null where it is not there.</summary>
    public int? WidthOf(string name) => Find(prefix + name, name) is { } found ? (int)source.Weights[found].Shape[^1] : null;

    /// <exception cref="CompilerException">Weights that the network needs are missing; all are named.</exception>
    public void ThrowIfIncomplete()
    {
        if (_missing.Count > 0)
            throw new CompilerException($"The checkpoint lacks {_missing.Count} of the tensors that its config.json calls for: {Printable.List(_missing)}.");
    }

    private float[] Read(string fullName, string bareName, long[] shape)
    {
        var name = Find(fullName, bareName);
        if (name is null)
        {
            _missing.Add(fullName);
            return new float[shape.Aggregate(1L, (product, dimension) => product * dimension)];
        }
        var info = source.Weights[name];
        if (!info.Shape.SequenceEqual(shape))
            throw new CompilerException($"The tensor {Printable.Name(name)} has the shape [{string.Join(", ", info.Shape)}] where config.json calls for [{string.Join(", ", shape)}].");
        _used.Add(name);
        var values = source.Read(name);
        return Array.TrueForAll(values, float.IsFinite) ? values : throw new CompilerException($"The tensor {Printable.Name(name)} holds infinities or no numbers (NaN).");
    }

    private string? Find(string fullName, string bareName)
    {
        var name = _prefixed ? fullName : bareName;
        string[] spellings = [name, name.Replace("LayerNorm.weight", "LayerNorm.gamma"), name.Replace("LayerNorm.bias", "LayerNorm.beta")];
        return Array.Find(spellings, source.Weights.ContainsKey);
    }

    private bool IsKnownExtra(string name)
    {
        var bare = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
        string[] extras = ["cls.", "lm_head.", "predictions.", "sop_classifier.", "generator_", "discriminator_", "vocab_", "mlm", "pooler", "qa_outputs", "classifier", "pre_classifier"];
        return bare.EndsWith("position_ids", StringComparison.Ordinal) || bare.EndsWith("token_type_ids", StringComparison.Ordinal) || Array.Exists(extras, extra => bare.StartsWith(extra, StringComparison.Ordinal));
    }
}
