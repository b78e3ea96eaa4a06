namespace ServerlessNlp.Compiler.Quantization;

/// <summary>What the inputs of one or several matrices were like on calibration texts.</summary>
/// <param name="Matrices">The matrices that take them.</param>
/// <param name="Largest">The largest magnitude in each channel.</param>
/// <param name="Moments">Σ x·xᵀ over all tokens, row-major.</param>
internal sealed record ActivationStatistics(IReadOnlyList<string> Matrices, float[] Largest, double[] Moments)
{
    /// <summary>
    /// What each channel is divided by before it is quantised, its weights being multiplied by the same: SmoothQuant (Xiao et al. 2022),
    /// max|x|^strength / max|w|^(1 - strength).
    /// </summary>
    /// <param name="weights">The largest magnitude of the weights of each channel, over all matrices.</param>
    /// <param name="strength">How much of the difficulty moves into the weights, 0 to 1.</param>
    public float[] Scales(float[] weights, double strength)
    {
        var scales = new float[Largest.Length];
        for (var i = 0; i < scales.Length; i++)
            scales[i] = (float)(Math.Pow(Math.Max(Largest[i], 1e-5), strength) / Math.Pow(Math.Max(weights[i], 1e-5), 1 - strength));
        return scales;
    }
}
