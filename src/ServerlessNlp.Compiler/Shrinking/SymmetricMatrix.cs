namespace ServerlessNlp.Compiler.Shrinking;

/// <summary>Eigenvectors of symmetric matrices.</summary>
internal static class SymmetricMatrix
{
    private const int Sweeps = 30;
    private const double Negligible = 1e-11;

    /// <summary>The eigenvectors of the largest eigenvalues, one a row, by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5).</summary>
    public static double[] Eigenvectors(double[] matrix, int size, int count)
    {
        var values = (double[])matrix.Clone();
        var vectors = new double[size * size];
        for (var i = 0; i < size; i++)
            vectors[i * size + i] = 1;
        var threshold = Negligible * Enumerable.Range(0, size).Sum(i => Math.Abs(matrix[i * size + i]));
        for (var sweep = 0; sweep < Sweeps && OffDiagonal(values, size) > threshold; sweep++)
        {
            for (var p = 0; p < size - 1; p++)
            {
                for (var q = p + 1; q < size; q++)
                    Rotate(values, vectors, size, p, q);
            }
        }
        var order = Enumerable.Range(0, size).OrderByDescending(i => values[i * size + i]).Take(count);
        return [.. order.SelectMany(i => vectors[(i * size)..((i + 1) * size)])];
    }

    private static double OffDiagonal(double[] values, int size)
    {
        var sum = 0.0;
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < row; column++)
                sum += values[row * size + column] * values[row * size + column];
        }
        return Math.Sqrt(sum);
    }

    private static void Rotate(double[] a, double[] vectors, int size, int p, int q)
    {
        var off = a[p * size + q];
        if (off == 0)
            return;
        var tau = (a[q * size + q] - a[p * size + p]) / (2 * off);
        var t = (tau >= 0 ? 1 : -1) / (Math.Abs(tau) + Math.Sqrt(1 + tau * tau));
        var c = 1 / Math.Sqrt(1 + t * t);
        var s = t * c;
        RotateRows(a.AsSpan(p * size, size), a.AsSpan(q * size, size), c, s);
        for (var row = 0; row < size; row++)
        {
            var (x, y) = (a[row * size + p], a[row * size + q]);
            a[row * size + p] = c * x - s * y;
            a[row * size + q] = s * x + c * y;
        }
        RotateRows(vectors.AsSpan(p * size, size), vectors.AsSpan(q * size, size), c, s);
    }

    private static void RotateRows(Span<double> first, Span<double> second, double c, double s)
    {
        for (var i = 0; i < first.Length; i++)
        {
            var (x, y) = (first[i], second[i]);
            first[i] = c * x - s * y;
            second[i] = s * x + c * y;
        }
    }
}
