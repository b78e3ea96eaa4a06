namespace ServerlessNlp.Compiler.Quantization;

/// <summary>Rounds blocks of a row to 4-bit integers 0…15 that stand for (integer − 8) × step, two to a byte, the first in the lower half.</summary>
internal static class BlockQuantizer
{
    private static readonly float[] Clips = [1f, 0.95f, 0.9f, 0.85f, 0.8f, 0.75f];

    /// <summary>The packed integers, the last block of a row padded with zeros, and the step of every block.</summary>
    public static (byte[] Packed, float[] Scales) Quantize(ReadOnlySpan<float> matrix, int rows, int columns, int block)
    {
        var blocks = (columns + block - 1) / block;
        var packed = new byte[rows * blocks * block / 2];
        var scales = new float[rows * blocks];
        for (var index = 0; index < scales.Length; index++)
        {
            var start = index % blocks * block;
            var source = matrix.Slice(index / blocks * columns + start, Math.Min(block, columns - start));
            scales[index] = BestScale(source);
            Pack(source, scales[index], packed.AsSpan(index * block / 2, block / 2));
        }
        return (packed, scales);
    }

    /// <summary>The value of largest magnitude becomes −8, the integer without an opposite; the sign of the step follows from it.</summary>
    private static float BestScale(ReadOnlySpan<float> block)
    {
        var largest = 0f;
        foreach (var value in block)
            largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
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
                    var difference = value - (Round(value, scale) - 8) * scale;
                    error += difference * difference;
                }
                if (error < bestError)
                    (best, bestError) = (scale, error);
            }
        }
        return best;
    }

    private static void Pack(ReadOnlySpan<float> source, float scale, Span<byte> target)
    {
        for (var i = 0; i < 2 * target.Length; i++)
        {
            var value = i < source.Length ? Round(source[i], scale) : 8;
            target[i / 2] |= (byte)(value << (i % 2 * 4));
        }
    }

    private static int Round(float value, float scale) => (int)Math.Clamp(MathF.Round(value / scale) + 8, 0, 15);
}
