namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>A tensor of a checkpoint: its name, type and shape, known before any of it is read.</summary>
internal sealed record WeightInfo(string Name, WeightType Type, IReadOnlyList<long> Shape)
{
    private const long MaxElements = 1L << 31;

    public long Elements { get; } = Count(Name, Shape);

    private static long Count(string name, IReadOnlyList<long> shape)
    {
        var count = 1L;
        foreach (var dimension in shape)
        {
            if (dimension < 0 || dimension > MaxElements || (count *= dimension) > MaxElements)
                throw new CompilerException($"The tensor {Printable.Name(name)} claims an impossible shape: the checkpoint is damaged.");
        }
        return count;
    }
}
