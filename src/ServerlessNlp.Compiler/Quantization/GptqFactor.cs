using System.Numerics;
using System.Runtime.InteropServices;

namespace ServerlessNlp.Compiler.Quantization;

/// <summary>
/// How the error of rounding one weight is best made good by the weights after it: the upper triangular factor U of the inverse of the
/// inputs' second moments H = Σ x·xᵀ, with H⁻¹ = Uᵀ·U (GPTQ, Frantar et al. 2022).
/// </summary>
internal sealed class GptqFactor
{
    // Of the mean of the diagonal, added to it: inputs that hardly vary must not blow up.
    private const double Damping = 0.01;
    private readonly double[] _upper;

    /// <param name="moments">H, row-major.</param>
    /// <param name="size">Its rows and columns.</param>
    public GptqFactor(ReadOnlySpan<double> moments, int size)
    {
        Size = size;
        // H = R·Rᵀ with R upper triangular is the Cholesky factor of H in reverse order; then U = R⁻¹.
        var reversed = new double[size * size];
        var damping = 0.0;
        for (var i = 0; i < size; i++)
            damping += Damping * moments[i * size + i] / size;
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
                reversed[row * size + column] = moments[(size - 1 - row) * size + size - 1 - column] + (row == column ? damping + 1e-12 : 0);
        }
        Cholesky(reversed, size);
        _upper = ReversedInverse(reversed, size);
    }

    public int Size { get; }

    /// <summary>Rounds one row: each weight by <paramref name="round"/> (its place and its value, changed by the errors before it).</summary>
    public void Round(Span<double> weights, Func<int, double, double> round)
    {
        for (var i = 0; i < Size; i++)
        {
            var row = _upper.AsSpan(i * Size, Size);
            var error = (weights[i] - round(i, weights[i])) / row[i];
            Subtract(weights[(i + 1)..], row[(i + 1)..], error);
        }
    }

    /// <summary>The lower triangular factor, in place.</summary>
    private static void Cholesky(double[] matrix, int size)
    {
        for (var row = 0; row < size; row++)
        {
            var current = matrix.AsSpan(row * size, size);
            for (var column = 0; column < row; column++)
            {
                var other = matrix.AsSpan(column * size, size);
                current[column] = (current[column] - Dot(current[..column], other[..column])) / other[column];
            }
            current[row] = Math.Sqrt(Math.Max(current[row] - Dot(current[..row], current[..row]), 1e-12));
        }
    }

    /// <summary>The inverse of a lower triangular matrix, its rows and columns in reverse order.</summary>
    private static double[] ReversedInverse(double[] lower, int size)
    {
        // Column by column of the inverse, kept as rows, so that all products run along memory.
        var inverse = new double[size * size];
        for (var column = 0; column < size; column++)
        {
            var result = inverse.AsSpan(column * size, size);
            result[column] = 1 / lower[column * size + column];
            for (var row = column + 1; row < size; row++)
                result[row] = -Dot(lower.AsSpan(row * size + column, row - column), result[column..row]) / lower[row * size + row];
        }
        var reversed = new double[size * size];
        for (var column = 0; column < size; column++)
        {
            for (var row = column; row < size; row++)
                reversed[(size - 1 - row) * size + size - 1 - column] = inverse[column * size + row];
        }
        return reversed;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var first = MemoryMarshal.Cast<double, Vector<double>>(a);
        var second = MemoryMarshal.Cast<double, Vector<double>>(b);
        var sum = Vector<double>.Zero;
        for (var i = 0; i < first.Length; i++)
            sum += first[i] * second[i];
        var total = Vector.Sum(sum);
        for (var i = first.Length * Vector<double>.Count; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }

    private static void Subtract(Span<double> target, ReadOnlySpan<double> values, double factor)
    {
        var first = MemoryMarshal.Cast<double, Vector<double>>(target);
        var second = MemoryMarshal.Cast<double, Vector<double>>(values);
        var scale = new Vector<double>(factor);
        for (var i = 0; i < first.Length; i++)
            first[i] -= scale * second[i];
        for (var i = first.Length * Vector<double>.Count; i < target.Length; i++)
            target[i] -= factor * values[i];
    }
}
