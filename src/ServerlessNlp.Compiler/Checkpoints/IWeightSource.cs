namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>Stored tensors, listed at once and read one by one.</summary>
internal interface IWeightSource : IDisposable
{
    IReadOnlyDictionary<string, WeightInfo> Weights { get; }

    /// <summary>Reads a tensor as floats, row-major.</summary>
    float[] Read(string name);
}
