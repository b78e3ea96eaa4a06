namespace ServerlessNlp.Compiler.Quantization;

/// <summary>Rounds blocks of a row to 4-bit integers 0…15 that stand for (integer − 8) × step, two to a byte, the first in the lower half.</summary>
internal static class BlockQuantizer
{
    private static readonly float[] Clips = [1f, 0.95f, 0.9f, 0.85f, 0.8f, 0.75f];

    /// <summary>The packed integers, the last block of a row padded with zeros, and the step of every block.</summary>
    /// <param name="matrix">The rows.</param>
    /// <param name="rows">How many.</param>
    /// <param name="columns">How long.</param>
    /// <param name="block">How many weights have a step together.</param>
    /// <param name="factor">Where it is known what the matrix is multiplied with, the products are brought closest instead of the rows.</param>
    public static (byte[] Packed, float[] Scales) Quantize(float[] matrix, int rows, int columns, int block, GptqFactor? factor = null)
    {
        var blocks = (columns + block - 1) / block;
        var packed = new byte[rows * blocks * block / 2];
        var scales = new float[rows * blocks];
        Parallel.For(0, rows, row =>
        {
            var target = packed.AsMemory(row * blocks * block / 2, blocks * block / 2);
            var steps = scales.AsMemory(row * blocks, blocks);
            var weights = Array.ConvertAll(matrix[(row * columns)..((row + 1) * columns)], value => (double)value);
            // A place without a weight holds 8, which stands for zero.
            target.Span.Fill(0x88);
            double Round(int i, double value)
            {
                if (i % block == 0)
                    steps.Span[i / block] = BestScale(weights.AsSpan(i, Math.Min(block, columns - i)));
                var rounded = BlockQuantizer.Round((float)value, steps.Span[i / block]);
                target.Span[i / 2] = (byte)(target.Span[i / 2] & (i % 2 == 0 ? 0xf0 : 0x0f) | rounded << (i % 2 * 4));
                return (rounded - 8) * (double)steps.Span[i / block];
            }

            if (factor is not null)
                factor.Round(weights, Round);
            else
                for (var i = 0; i < columns; i++)
                    Round(i, weights[i]);
        });
        return (packed, scales);
    }

    /// <summary>The value of largest magnitude becomes −8, the integer without an opposite; the sign of the step follows from it.</summary>
    private static float BestScale(ReadOnlySpan<double> block)
    {
        var largest = 0f;
        foreach (var value in block)
            largest = Math.Abs(value) > Math.Abs(largest) ? (float)value : largest;
        if (largest == 0)
            return 1;
        var (best, bestError) = (0f, double.MaxValue);
        foreach (var clip in Clips)
        {
            foreach (var scale in new[] { largest * clip / -8, largest * clip / 7 })
            {
                var error = 0.0;
                foreach (var value in block)
                {
                    var difference = value - (Round((float)value, scale) - 8) * scale;
                    error += difference * difference;
                }
                if (error < bestError)
                    (best, bestError) = (scale, error);
            }
        }
        return best;
    }

    private static int Round(float value, float scale) => (int)Math.Clamp(MathF.Round(value / scale) + 8, 0, 15);
}
