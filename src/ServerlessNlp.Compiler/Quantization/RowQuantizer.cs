namespace ServerlessNlp.Compiler.Quantization;

/// <summary>Rounds the rows of a matrix to small integers, each row with its own symmetric scale.</summary>
internal static class RowQuantizer
{
    // Cutting off the largest values a little can cost less than the finer step saves; these fractions of the largest are tried.
    private static readonly float[] Clips = [1f, 0.97f, 0.94f, 0.91f, 0.88f, 0.85f, 0.8f];

    /// <summary>Integers in -limit…limit and the step of each row, so that integer × step is closest to the row in squared error.</summary>
    /// <param name="matrix">The rows.</param>
    /// <param name="rows">How many.</param>
    /// <param name="columns">How long.</param>
    /// <param name="limit">The largest integer.</param>
    /// <param name="factor">Where it is known what the matrix is multiplied with, the products are brought closest instead of the rows.</param>
    public static (sbyte[] Values, float[] Scales) Quantize(float[] matrix, int rows, int columns, int limit, GptqFactor? factor = null)
    {
        var values = new sbyte[matrix.Length];
        var scales = new float[rows];
        Parallel.For(0, rows, row =>
        {
            var source = matrix.AsSpan(row * columns, columns);
            var scale = scales[row] = BestScale(source, limit);
            if (factor is null)
            {
                for (var i = 0; i < columns; i++)
                    values[row * columns + i] = (sbyte)Round(source[i], scale, limit);
                return;
            }
            factor.Round(Array.ConvertAll(source.ToArray(), value => (double)value), (i, value) => (values[row * columns + i] = (sbyte)Round((float)value, scale, limit)) * (double)scale);
        });
        return (values, scales);
    }

    private static float BestScale(ReadOnlySpan<float> row, int limit)
    {
        var largest = 0f;
        foreach (var value in row)
            largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0)
            return 1;
        var (best, bestError) = (largest / limit, double.MaxValue);
        foreach (var clip in Clips)
        {
            var scale = largest * clip / limit;
            var error = SquaredError(row, scale, limit);
            if (error < bestError)
                (best, bestError) = (scale, error);
        }
        return best;
    }

    private static double SquaredError(ReadOnlySpan<float> row, float scale, int limit)
    {
        var sum = 0.0;
        foreach (var value in row)
        {
            var difference = value - Round(value, scale, limit) * scale;
            sum += difference * difference;
        }
        return sum;
    }

    private static float Round(float value, float scale, int limit) => Math.Clamp(MathF.Round(value / scale), -limit, limit);
}
