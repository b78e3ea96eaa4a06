using ServerlessNlp.Compiler.Quantization;

namespace ServerlessNlp.Compiler.Tests.Quantization;

/// <summary>Rounding that knows what a matrix is multiplied with brings the products closer.</summary>
public sealed class GptqFactorTests
{
    private const int Rows = 24, Columns = 64, Tokens = 300;

    [Fact]
    public void The_factor_is_that_of_the_inverse()
    {
        var (_, moments, _) = Problem();
        var factor = new GptqFactor(moments, Columns);
        // An error of one unit at one place shows the row of U, divided by its diagonal.
        var upper = new double[Columns, Columns];
        for (var i = 0; i < Columns; i++)
        {
            var weights = new double[Columns];
            weights[i] = 1;
            factor.Round(weights, (place, value) => place == i ? 0 : value);
            for (var j = i + 1; j < Columns; j++)
                upper[i, j] = -weights[j];
            upper[i, i] = 1;
        }
        var damping = 0.01 * Enumerable.Range(0, Columns).Average(i => moments[i * Columns + i]);
        var damped = Damped(moments, damping);
        for (var i = 0; i < Columns - 1; i++)
            Assert.Equal(ExpectedStep(damped, i), upper[i, i + 1], 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Products_come_closer(bool blocks)
    {
        var (weights, moments, inputs) = Problem();
        var factor = new GptqFactor(moments, Columns);
        float[] Restore(GptqFactor? with)
        {
            if (blocks)
            {
                var (packed, steps) = BlockQuantizer.Quantize(weights, Rows, Columns, 32, with);
                return [.. Enumerable.Range(0, Rows * Columns).Select(i => ((packed[i / 2] >> (i % 2 * 4) & 15) - 8) * steps[i / 32])];
            }
            var (values, scales) = RowQuantizer.Quantize(weights, Rows, Columns, 7, with);
            return [.. values.Select((value, i) => value * scales[i / Columns])];
        }

        Assert.InRange(Error(Restore(factor), weights, inputs), 0, 0.8 * Error(Restore(null), weights, inputs));
    }

    private static double Error(float[] restored, float[] weights, float[] inputs)
    {
        var sum = 0.0;
        for (var token = 0; token < Tokens; token++)
        {
            for (var row = 0; row < Rows; row++)
            {
                var difference = 0.0;
                for (var i = 0; i < Columns; i++)
                    difference += (restored[row * Columns + i] - (double)weights[row * Columns + i]) * inputs[token * Columns + i];
                sum += difference * difference;
            }
        }
        return sum;
    }

    /// <summary>Weights, and inputs whose channels go together as those of a network do.</summary>
    private static (float[] Weights, double[] Moments, float[] Inputs) Problem()
    {
        var random = new Random(7);
        float Next() => random.NextSingle() - 0.5f;
        var mix = Enumerable.Range(0, Columns * 12).Select(_ => Next()).ToArray();
        var inputs = new float[Tokens * Columns];
        for (var token = 0; token < Tokens; token++)
        {
            var causes = Enumerable.Range(0, 12).Select(_ => Next()).ToArray();
            for (var i = 0; i < Columns; i++)
                inputs[token * Columns + i] = causes.Select((cause, j) => cause * mix[i * 12 + j]).Sum() + 0.05f * Next();
        }
        var moments = new double[Columns * Columns];
        for (var token = 0; token < Tokens; token++)
        {
            for (var i = 0; i < Columns; i++)
            {
                for (var j = 0; j < Columns; j++)
                    moments[i * Columns + j] += (double)inputs[token * Columns + i] * inputs[token * Columns + j];
            }
        }
        return ([.. Enumerable.Range(0, Rows * Columns).Select(_ => Next())], moments, inputs);
    }

    /// <summary>By how much the next weight moves for one unit of error, of all inverses of trailing parts of H: [H⁻¹]₀₁ / [H⁻¹]₀₀.</summary>
    private static double ExpectedStep(double[,] moments, int from)
    {
        var size = Columns - from;
        var part = new double[size, 2 * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                part[i, j] = moments[from + i, from + j];
            part[i, size + i] = 1;
        }
        for (var pivot = 0; pivot < size; pivot++)
        {
            var value = part[pivot, pivot];
            for (var j = 0; j < 2 * size; j++)
                part[pivot, j] /= value;
            for (var row = 0; row < size; row++)
            {
                var factor = row == pivot ? 0 : part[row, pivot];
                for (var j = 0; factor != 0 && j < 2 * size; j++)
                    part[row, j] -= factor * part[pivot, j];
            }
        }
        return part[0, size + 1] / part[0, size];
    }

    private static double[,] Damped(double[] moments, double damping)
    {
        var damped = new double[Columns, Columns];
        for (var i = 0; i < Columns; i++)
        {
            for (var j = 0; j < Columns; j++)
                damped[i, j] = moments[i * Columns + j] + (i == j ? damping : 0);
        }
        return damped;
    }
}
