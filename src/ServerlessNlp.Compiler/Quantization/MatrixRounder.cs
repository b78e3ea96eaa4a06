namespace ServerlessNlp.Compiler.Quantization;

/// <summary>Rounds the matrices of a network, each once however often it is written; with statistics of their inputs, so that the products suffer least.</summary>
internal sealed class MatrixRounder
{
    private readonly Dictionary<string, ActivationStatistics> _statistics = [];
    private readonly Dictionary<string, ChannelScales> _scales = [];
    private readonly Dictionary<ActivationStatistics, GptqFactor> _factors = [];
    private readonly Dictionary<(string, int), (sbyte[], float[])> _rows = [];
    private readonly Dictionary<string, (byte[], float[])> _blocks = [];
    private readonly bool _corrected;

    /// <summary>Rounds to the nearest.</summary>
    public MatrixRounder() { }

    /// <param name="statistics">What the matrices' inputs are like.</param>
    /// <param name="largestWeights">The largest magnitudes of each matrix's channels.</param>
    /// <param name="strength">The strength of SmoothQuant; null leaves activations as they are.</param>
    /// <param name="corrected">Whether the error of each rounded weight is made good by those after it (GPTQ).</param>
    public MatrixRounder(IReadOnlyList<ActivationStatistics> statistics, IReadOnlyDictionary<string, float[]> largestWeights, double? strength, bool corrected)
    {
        _corrected = corrected;
        foreach (var item in statistics)
        {
            var weights = Enumerable.Range(0, item.Largest.Length).Select(channel => item.Matrices.Max(name => largestWeights[name][channel])).ToArray();
            var scales = strength is { } amount ? new ChannelScales(item.Matrices[0], item.Scales(weights, amount)) : null;
            foreach (var name in item.Matrices)
            {
                _statistics[name] = item;
                if (scales is not null)
                    _scales[name] = scales;
            }
        }
    }

    /// <summary>What the channels of a matrix's inputs are divided by, or null.</summary>
    public ChannelScales? ScalesOf(string name) => _scales.GetValueOrDefault(name);

    /// <summary>Integers with a step for each row.</summary>
    public (sbyte[] Values, float[] Scales) Rows(string name, Func<float[]> weights, int rows, int columns, int limit)
    {
        if (!_rows.TryGetValue((name, limit), out var known))
            _rows[(name, limit)] = known = RowQuantizer.Quantize(Scaled(name, weights(), columns), rows, columns, limit, FactorOf(name));
        return known;
    }

    /// <summary>Integers of four bits with a step for each block.</summary>
    public (byte[] Packed, float[] Scales) Blocks(string name, Func<float[]> weights, int rows, int columns, int block)
    {
        if (!_blocks.TryGetValue(name, out var known))
            _blocks[name] = known = BlockQuantizer.Quantize(Scaled(name, weights(), columns), rows, columns, block, FactorOf(name));
        return known;
    }

    private float[] Scaled(string name, float[] weights, int columns)
    {
        if (ScalesOf(name)?.Values is not { } scales)
            return weights;
        var scaled = new float[weights.Length];
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] = weights[i] * scales[i % columns];
        return scaled;
    }

    private GptqFactor? FactorOf(string name)
    {
        if (!_corrected || !_statistics.TryGetValue(name, out var statistics))
            return null;
        if (_factors.TryGetValue(statistics, out var known))
            return known;
        var (size, scales) = (statistics.Largest.Length, ScalesOf(name)?.Values);
        var moments = statistics.Moments;
        if (scales is not null)
        {
            moments = new double[moments.Length];
            for (var i = 0; i < moments.Length; i++)
                moments[i] = statistics.Moments[i] / ((double)scales[i / size] * scales[i % size]);
        }
        return _factors[statistics] = new GptqFactor(moments, size);
    }
}
